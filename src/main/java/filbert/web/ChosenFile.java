package filbert.web;

import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.Part;

/** The file of a form. */
public final class ChosenFile {
    private ChosenFile() {}

    /** @throws IllegalArgumentException with {@code problem} when no file was chosen, or what came in its place is none */
    public static FilePart of(Part part, String problem) {
        if (part instanceof FilePart file && !file.filename().isEmpty()) {
            return file;
        }
        part.content().subscribe(DataBufferUtils.releaseConsumer());
        throw new IllegalArgumentException(problem);
    }
}
