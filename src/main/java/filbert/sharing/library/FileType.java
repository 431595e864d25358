package filbert.sharing.library;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What kind of file its extension says it is. */
public enum FileType {
    AUDIO("aac aif aiff ape flac m4a m4b mid midi mka mp2 mp3 mpc oga ogg opus ra wav wma wv"),
    VIDEO("3gp avi divx flv m2ts m4v mkv mov mp4 mpeg mpg mts ogm ogv rm rmvb ts vob webm wmv"),
    IMAGE("avif bmp gif heic heif ico jpeg jpg png psd raw svg tif tiff webp xcf"),
    DOCUMENT("azw3 chm csv djvu doc docx epub htm html md mobi odp ods odt pdf ppt pptx ps rtf tex txt xls xlsx xml"),
    ARCHIVE("7z ace arj bz2 cab cbr cbz gz iso lha lzh nrg rar tar tgz txz xz z zip zst"),
    PROGRAM("apk app appimage bat bin com deb dll dmg exe jar msi pkg rpm run sh"),
    OTHER("");

    private static final Map<String, FileType> BY_EXTENSION = Stream.of(values())
            .flatMap(type -> Stream.of(type.extensions.split(" ")).filter(e -> !e.isEmpty()).map(e -> Map.entry(e, type)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String extensions;

    FileType(String extensions) {
        this.extensions = extensions;
    }

    /** By what stands behind the last dot of a file's name. */
    public static FileType of(String name) {
        var dot = name.lastIndexOf('.');
        return dot < 0 ? OTHER : BY_EXTENSION.getOrDefault(name.substring(dot + 1).toLowerCase(Locale.ROOT), OTHER);
    }

    /** As queries and pages spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
