package filbert.config;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Follows every link of every page, and remembers those that lead out of the base path or nowhere. */
final class PageWalk {
    private static final List<String> ADDRESSES =
            List.of("href", "src", "action", "formaction", "sse-connect", "hx-get", "hx-post", "poster", "data-handler");
    private static final int MOST = 150;

    private final Caller caller;
    private final String base;
    private final Set<String> seen = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();

    /** @param base such as {@code /filbert}, or empty */
    PageWalk(Caller caller, String base) {
        this.caller = caller;
        this.base = base;
    }

    /** @return what was wrong */
    List<String> walk() {
        var ahead = new ArrayDeque<String>(List.of(base + "/"));
        while (!ahead.isEmpty() && seen.size() < MOST) {
            var url = ahead.removeFirst();
            if (seen.add(url)) {
                var reply = caller.ask("GET", url, "");
                if (reply.status() >= 400 || !reply.location().isEmpty() && !inside(reply.location())) {
                    wrong.add(url + " answers " + reply.status() + " " + reply.location());
                } else if (!reply.location().isEmpty()) {
                    ahead.add(URI.create(reply.location()).getRawPath());
                } else if (reply.response().headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
                    ahead.addAll(links(url, Jsoup.parse(reply.body())));
                }
                reply.response().headers().allValues("Set-Cookie").stream()
                        .filter(cookie -> !cookie.contains("Path=" + base))
                        .forEach(cookie -> wrong.add(url + " sets " + cookie));
            }
        }
        return wrong;
    }

    Set<String> seen() {
        return seen;
    }

    private List<String> links(String page, Document document) {
        var links = new ArrayList<String>();
        for (var element : document.getAllElements()) {
            for (var name : ADDRESSES) {
                if (element.hasAttr(name)) {
                    check(page, element, name);
                }
            }
            if (leadsOn(element)) {
                links.add(element.attr(element.hasAttr("href") ? "href" : "src").replaceAll("#.*", ""));
            }
        }
        document.select("meta[name=base-path]").forEach(meta -> {
            if (!meta.attr("content").equals(base + "/")) {
                wrong.add(page + " thinks it is below " + meta.attr("content"));
            }
        });
        return links.stream().filter(link -> link.startsWith("/") && !link.contains("sort=") && !link.contains("refresh=")).toList();
    }

    private static boolean leadsOn(Element element) {
        return element.normalName().equals("a") && element.hasAttr("href") && !element.hasAttr("download")
                || List.of("link", "script", "img", "use").contains(element.normalName());
    }

    private void check(String page, Element element, String name) {
        var link = element.attr(name);
        if (!link.startsWith("#") && !link.startsWith("?") && !link.startsWith("magnet:") && !inside(link)) {
            wrong.add(page + " has " + name + "=" + link);
        }
    }

    private boolean inside(String link) {
        var path = link.startsWith("http") ? URI.create(link).getRawPath() : link;
        return path.startsWith(base + "/") && !path.startsWith("//") && (base.isEmpty() || !path.startsWith(base + base));
    }
}
