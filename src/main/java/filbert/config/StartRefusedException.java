package filbert.config;

import org.springframework.boot.ExitCodeGenerator;

/** Filbert cannot start, for a reason that its owner can mend. The message is one whole sentence, or two. */
final class StartRefusedException extends RuntimeException implements ExitCodeGenerator {
    private static final long serialVersionUID = 1;

    StartRefusedException(String sentence) {
        super(sentence);
    }

    StartRefusedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    @Override
    public int getExitCode() {
        return 1;
    }
}
