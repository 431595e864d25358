package filbert.sharing.library;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What people take a file for, told by the extension of its name. */
public enum FileType {
    AUDIO("mp3 ogg oga opus flac wav wma m4a m4b aac mid midi ape mpc ra aif aiff au mka wv spx ac3 amr mod xm it s3m m3u m3u8 pls"),
    VIDEO("avi mpg mpeg mp4 m4v mkv mov wmv asf webm ogv ogm flv rm rmvb 3gp ts m2ts vob divx mpe mng swf srt sub"),
    IMAGE("jpg jpeg jpe png gif bmp tif tiff webp svg heic avif ico psd xcf raw cr2 cr3 nef arw dng pcx tga"),
    DOCUMENT("txt md pdf doc docx odt rtf html htm xhtml xml epub mobi azw djvu ps eps tex ppt pptx odp xls xlsx ods csv chm lit cbr cbz nfo"),
    ARCHIVE("zip rar 7z tar gz tgz bz2 xz zst lzma z jar cab sit hqx iso img"),
    PROGRAM("exe msi bat cmd com scr vbs ps1 dll deb rpm appimage flatpak snap apk dmg pkg sh run bin"),
    OTHER("");

    private static final Map<String, FileType> BY_EXTENSION = byExtension();

    private final String extensions;

    FileType(String extensions) {
        this.extensions = extensions;
    }

    public static FileType of(String fileName) {
        var dot = fileName.lastIndexOf('.');
        return dot < 0 ? OTHER : BY_EXTENSION.getOrDefault(fileName.substring(dot + 1).toLowerCase(Locale.ROOT), OTHER);
    }

    /** As {@link FilesQuery#type} and message keys write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, FileType> byExtension() {
        var types = new HashMap<String, FileType>();
        for (var type : values()) {
            for (var extension : type.extensions.split(" ")) {
                types.put(extension, type);
            }
        }
        types.remove("");
        return Map.copyOf(types);
    }
}
