package filbert.web.setup;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The third step as it was sent. {@code port} and {@code up} stay text until they have been checked.
 *
 * @param up KiB a second at most that leave for others; blank for no limit
 * @param router {@code true} when the box is ticked; a box that is not ticked is not sent
 */
record NetworkForm(String mode, String port, String router, String up) {
    NetworkForm(@Nullable String mode, @Nullable String port, @Nullable String router, @Nullable String up) {
        this.mode = Objects.requireNonNullElse(mode, "").strip();
        this.port = Objects.requireNonNullElse(port, "").strip();
        this.up = Objects.requireNonNullElse(up, "").strip();
        this.router = Objects.requireNonNullElse(router, "");
    }

    /** Is the router to be asked to open the port? */
    boolean mapPort() {
        return router.equals("true");
    }

    /** 0 for blank, -1 for anything but a number. */
    int upKibibytes() {
        return up.isEmpty() ? 0 : up.matches("\\d{1,9}") ? Integer.parseInt(up) : -1;
    }

    /** -1 for anything but a number: no such port either. */
    int portNumber() {
        return port.matches("\\d{1,5}") ? Integer.parseInt(port) : -1;
    }
}
