package filbert.web.setup;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The third step as it was sent. {@code port} stays text until it has been checked.
 *
 * @param router {@code true} when the box is ticked; a box that is not ticked is not sent
 */
record NetworkForm(String mode, String port, String router) {
    NetworkForm(@Nullable String mode, @Nullable String port, @Nullable String router) {
        this.mode = Objects.requireNonNullElse(mode, "").strip();
        this.port = Objects.requireNonNullElse(port, "").strip();
        this.router = Objects.requireNonNullElse(router, "");
    }

    /** Is the router to be asked to open the port? */
    boolean mapPort() {
        return router.equals("true");
    }

    /** -1 for anything but a number: no such port either. */
    int portNumber() {
        return port.matches("\\d{1,5}") ? Integer.parseInt(port) : -1;
    }
}
