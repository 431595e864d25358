package filbert.config;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says why Filbert does not start in one line instead of a stack trace, wherever the owner can mend it. Registered in spring.factories. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class OneLineReporter implements SpringBootExceptionReporter {
    @Override
    public boolean reportException(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var sentence =
                    switch (cause) {
                        case StartRefusedException refused -> refused.getMessage();
                        case PortInUseException busy ->
                            "The web port " + busy.getPort()
                                    + " is taken by another program. Stop it, or set filbert.web.port (FILBERT_WEB_PORT) to a free one.";
                        default -> "";
                    };
            if (sentence != null && !sentence.isEmpty()) {
                System.err.println("Filbert cannot start: " + sentence);
                return true;
            }
        }
        return false;
    }
}
