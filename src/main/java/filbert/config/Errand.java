package filbert.config;

import filbert.command.Commands;
import java.util.Arrays;

/** What the program is started for, by what was typed behind its name. */
enum Errand {
    /** To ask a Filbert that runs. */
    COMMAND,
    /** To do something with the database of one that does not. */
    DATABASE,
    /** To be watched by Java while it starts. */
    WARM_UP,
    /** For nothing: it was mistyped. */
    NONE,
    /** To be a servent. */
    SERVENT;

    static Errand of(String... words) {
        if (Commands.isOne(words)) {
            return COMMAND;
        }
        if (DatabaseCommands.isOne(words)) {
            return DATABASE;
        }
        if (WarmUp.isOne(words)) {
            return WARM_UP;
        }
        return Commands.isMistyped(words) ? NONE : SERVENT;
    }

    /** Without the empty ones, which an empty variable in quotes becomes. */
    static String[] words(String... arguments) {
        return Arrays.stream(arguments).filter(argument -> !argument.isBlank()).toArray(String[]::new);
    }
}
