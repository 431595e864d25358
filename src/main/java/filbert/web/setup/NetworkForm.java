package filbert.web.setup;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The third step as it was sent. {@code port} stays text until it has been checked. */
record NetworkForm(String mode, String port) {
    NetworkForm(@Nullable String mode, @Nullable String port) {
        this.mode = Objects.requireNonNullElse(mode, "").strip();
        this.port = Objects.requireNonNullElse(port, "").strip();
    }

    /** -1 for anything but a number: no such port either. */
    int portNumber() {
        return port.matches("\\d{1,5}") ? Integer.parseInt(port) : -1;
    }
}
