package filbert.sharing.upload;

import filbert.identity.Sha1;
import filbert.identity.Urn;
import filbert.servent.search.Listing;
import filbert.servent.search.SharedPath;
import filbert.wire.message.QueryHit.Result;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The list of all we share as a page for ordinary browsers (3-transfer, 3.10): names and sizes, each a link to the file itself. No scripts, no style, all text escaped. */
final class HtmlList {
    static final String TYPE = "text/html";
    static final int MOST_ROWS = 10_000; // ours: longer tables make browsers crawl

    private static final String BEGIN =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Shared files</title></head>
            <body>
            <h1>Shared files</h1>
            <table>
            <tr><th scope="col">Name</th><th scope="col">Bytes</th></tr>
            """;

    private HtmlList() {}

    static Reply described(Reply reply) {
        return reply.with("Content-Type", TYPE + "; charset=utf-8")
                .with("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'")
                .with("X-Content-Type-Options", "nosniff");
    }

    static byte[] begin() {
        return utf8(BEGIN);
    }

    static byte[] rows(Listing.Page page) {
        return utf8(page.hits().stream().flatMap(hit -> hit.results().stream()).map(HtmlList::row).collect(Collectors.joining()));
    }

    /** @param whole were all files listed? */
    static byte[] end(boolean whole) {
        return utf8("</table>\n" + (whole ? "" : "<p>There are more files than are listed here.</p>\n") + "</body>\n</html>\n");
    }

    private static String row(Result file) {
        var folder = String.join("/", SharedPath.parts(SharedPath.told(file.extensions())));
        var shown = escaped(folder.isEmpty() ? file.name() : folder + "/" + file.name());
        var name = file.urn().flatMap(Urn::sha1).map(sha1 -> link(sha1, file.name(), shown)).orElse(shown);
        return "<tr><td>" + name + "</td><td>" + file.size() + "</td></tr>\n";
    }

    private static String link(Sha1 sha1, String name, String shown) {
        return "<a href=\"/uri-res/N2R?urn:sha1:" + sha1.base32() + "\" download=\"" + escaped(name) + "\">" + shown + "</a>";
    }

    private static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 16);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return safe.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
