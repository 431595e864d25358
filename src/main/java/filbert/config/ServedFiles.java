package filbert.config;

import filbert.sharing.upload.ServedFile;
import java.util.function.ObjLongConsumer;
import org.springframework.stereotype.Component;

/** Passes on which files were served, once somebody listens: who counts them is made after the engine. */
@Component
final class ServedFiles implements ObjLongConsumer<ServedFile> {
    private volatile ObjLongConsumer<ServedFile> listener = (_, _) -> {};

    void tell(ObjLongConsumer<ServedFile> told) {
        listener = told;
    }

    @Override
    public void accept(ServedFile file, long bytes) {
        listener.accept(file, bytes);
    }
}
