package filbert.sharing.library.tags;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.avi.AviDirectory;
import com.drew.metadata.bmp.BmpHeaderDirectory;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.gif.GifHeaderDirectory;
import com.drew.metadata.heif.HeifDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.mov.QuickTimeDirectory;
import com.drew.metadata.mov.media.QuickTimeVideoDirectory;
import com.drew.metadata.mp4.Mp4Directory;
import com.drew.metadata.mp4.media.Mp4VideoDirectory;
import com.drew.metadata.png.PngDirectory;
import com.drew.metadata.webp.WebpDirectory;
import filbert.servent.search.Tags;
import java.nio.file.Path;
import java.util.List;

/** Still and moving pictures, by metadata-extractor. Where a picture was taken is never read. */
final class PictureTags implements TagReader {
    private record Field(Class<? extends Directory> directory, int tag) {}

    private static final List<Field> TITLES = List.of(
            new Field(IptcDirectory.class, IptcDirectory.TAG_OBJECT_NAME), new Field(ExifIFD0Directory.class, ExifIFD0Directory.TAG_IMAGE_DESCRIPTION));
    private static final List<Field> CREATORS = List.of(
            new Field(IptcDirectory.class, IptcDirectory.TAG_BY_LINE), new Field(ExifIFD0Directory.class, ExifIFD0Directory.TAG_ARTIST));
    private static final List<Field> DATES = List.of(new Field(ExifIFD0Directory.class, ExifIFD0Directory.TAG_DATETIME));
    private static final List<Field> SECONDS = List.of(
            new Field(Mp4Directory.class, Mp4Directory.TAG_DURATION_SECONDS), new Field(QuickTimeDirectory.class, QuickTimeDirectory.TAG_DURATION_SECONDS));
    private static final List<Field> WIDTHS = List.of(
            new Field(JpegDirectory.class, JpegDirectory.TAG_IMAGE_WIDTH),
            new Field(PngDirectory.class, PngDirectory.TAG_IMAGE_WIDTH),
            new Field(GifHeaderDirectory.class, GifHeaderDirectory.TAG_IMAGE_WIDTH),
            new Field(WebpDirectory.class, WebpDirectory.TAG_IMAGE_WIDTH),
            new Field(HeifDirectory.class, HeifDirectory.TAG_IMAGE_WIDTH),
            new Field(BmpHeaderDirectory.class, BmpHeaderDirectory.TAG_IMAGE_WIDTH),
            new Field(Mp4VideoDirectory.class, Mp4VideoDirectory.TAG_WIDTH),
            new Field(QuickTimeVideoDirectory.class, QuickTimeVideoDirectory.TAG_WIDTH),
            new Field(AviDirectory.class, AviDirectory.TAG_WIDTH));
    private static final List<Field> HEIGHTS = List.of(
            new Field(JpegDirectory.class, JpegDirectory.TAG_IMAGE_HEIGHT),
            new Field(PngDirectory.class, PngDirectory.TAG_IMAGE_HEIGHT),
            new Field(GifHeaderDirectory.class, GifHeaderDirectory.TAG_IMAGE_HEIGHT),
            new Field(WebpDirectory.class, WebpDirectory.TAG_IMAGE_HEIGHT),
            new Field(HeifDirectory.class, HeifDirectory.TAG_IMAGE_HEIGHT),
            new Field(BmpHeaderDirectory.class, BmpHeaderDirectory.TAG_IMAGE_HEIGHT),
            new Field(Mp4VideoDirectory.class, Mp4VideoDirectory.TAG_HEIGHT),
            new Field(QuickTimeVideoDirectory.class, QuickTimeVideoDirectory.TAG_HEIGHT),
            new Field(AviDirectory.class, AviDirectory.TAG_HEIGHT));

    @Override
    public Tags read(Path file) throws Exception {
        var metadata = ImageMetadataReader.readMetadata(file.toFile());
        return new Tags(
                text(metadata, TITLES),
                text(metadata, CREATORS),
                "",
                "",
                Numbers.leading(text(metadata, DATES)),
                number(metadata, SECONDS),
                0,
                number(metadata, WIDTHS),
                number(metadata, HEIGHTS));
    }

    private static String text(Metadata metadata, List<Field> fields) {
        for (var field : fields) {
            for (var directory : metadata.getDirectoriesOfType(field.directory())) {
                var value = directory.getString(field.tag());
                if (value != null && !value.isBlank()) {
                    return value;
                }
            }
        }
        return "";
    }

    private static int number(Metadata metadata, List<Field> fields) {
        for (var field : fields) {
            for (var directory : metadata.getDirectoriesOfType(field.directory())) {
                var value = directory.getDoubleObject(field.tag());
                if (value != null && value >= 1) {
                    return (int) Math.min(Integer.MAX_VALUE, Math.round(value));
                }
            }
        }
        return 0;
    }
}
