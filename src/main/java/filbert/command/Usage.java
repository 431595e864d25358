package filbert.command;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What somebody typed.
 *
 * @param rest what is neither the command nor an option, in order
 * @param seconds how long a search is waited for
 */
record Usage(String command, List<String> rest, URI server, String token, boolean json, int seconds) {
    static final String TEXT =
            """
            filbert [OPTIONS] status                          who is connected, what is fetched and shared
            filbert [OPTIONS] search WORDS...                 ask the network, and list what was found
            filbert [OPTIONS] get MAGNET                      download what a magnet link names
            filbert [OPTIONS] get SEARCH RESULT               download a file that was found
            filbert [OPTIONS] add-folder PATH [VISIBILITY]    share a folder of the machine Filbert runs on: household (default), network or private
            filbert backup | restore | compact ...            while Filbert does not run: filbert backup --help says how
            filbert [--filbert.KEY=VALUE...]                  start Filbert, with these settings above all others
            Options:
              --url=URL        of Filbert's pages; FILBERT_URL, else http://127.0.0.1:8346
              --token=TOKEN    made on the page Account; FILBERT_TOKEN, else FILBERT_OWNER_TOKEN. Others on the machine can read a command line: better a variable
              --seconds=N      how long a search is waited for, 1 to 600 (20)
              --json           what the API answered
            Ends with 0 when it worked, 1 when Filbert refused, 2 when it could not be reached, 64 when this was called wrongly.""";

    private static final String USUAL = "http://127.0.0.1:8346";
    private static final int USUAL_SECONDS = 20;
    private static final int MOST_SECONDS = 600;

    /** @throws IllegalArgumentException when it is wrong */
    static Usage of(List<String> arguments, Map<String, String> variables) {
        var url = variables.getOrDefault("FILBERT_URL", USUAL);
        var token = variables.getOrDefault("FILBERT_TOKEN", variables.getOrDefault("FILBERT_OWNER_TOKEN", ""));
        var json = false;
        var seconds = USUAL_SECONDS;
        var rest = new ArrayList<String>();
        for (var argument : arguments) {
            if (argument.startsWith("--url=")) {
                url = value(argument);
            } else if (argument.startsWith("--token=")) {
                token = value(argument);
            } else if (argument.startsWith("--seconds=")) {
                seconds = seconds(value(argument));
            } else if (argument.equals("--json")) {
                json = true;
            } else if (argument.startsWith("--")) {
                throw new IllegalArgumentException("unknown option " + argument);
            } else {
                rest.add(argument);
            }
        }
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("no command");
        }
        return new Usage(rest.getFirst(), rest.subList(1, rest.size()), server(url), token, json, seconds);
    }

    private static String value(String option) {
        return option.substring(option.indexOf('=') + 1);
    }

    private static int seconds(String text) {
        var seconds = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new IllegalArgumentException("seconds from 1 to " + MOST_SECONDS);
        }
        return seconds;
    }

    private static URI server(String url) {
        var server = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        if (!List.of("http", "https").contains(String.valueOf(server.getScheme())) || server.getHost() == null) {
            throw new IllegalArgumentException("no address of Filbert's pages: " + url);
        }
        return server;
    }
}
