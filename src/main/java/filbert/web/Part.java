package filbert.web;

import java.util.HashMap;
import java.util.Map;
import org.springframework.web.reactive.result.view.Fragment;

/**
 * A piece of a page that changes as a whole: a fragment of a template and the view records it shows. Equal parts look the same, so a part
 * equal to the one sent last is not sent again.
 *
 * @param fragment for instance {@code home/home :: tiles}
 */
public record Part(String fragment, Map<String, Object> model) {
    /** In the model of everything sent by a stream: the value of {@code hx-swap-oob}. Absent when the whole page is rendered. */
    static final String OUT_OF_BAND = "oob";

    public Part {
        model = Map.copyOf(model);
    }

    public static Part of(String fragment, String name, Object value) {
        return new Part(fragment, Map.of(name, value));
    }

    Fragment live() {
        var all = new HashMap<String, Object>(model);
        all.put(OUT_OF_BAND, "morph");
        return Fragment.create(fragment, all);
    }
}
