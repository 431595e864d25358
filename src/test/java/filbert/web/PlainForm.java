package filbert.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * One way to send a form, as a browser without scripts would: its fields as they stand, and one of its buttons.
 *
 * @param page where it stands
 * @param action with the page's own address where a form names none
 * @param fields those that would be sent, in order
 */
record PlainForm(String page, String verb, String action, boolean multipart, List<Map.Entry<String, String>> fields, List<String> files, String button) {
    private static final String SUBMITS = "button:not([type=button]):not([type=reset]), input[type=submit]";
    private static final String TEXTS = "input:not([type=hidden], [type=checkbox], [type=radio], [type=file])"; // where Enter sends

    /** All of a page, each button on its own. */
    static List<PlainForm> of(String page, Document document) {
        return document.select("form").stream().filter(form -> !form.attr("method").equals("dialog")).flatMap(form -> ways(page, document, form)).toList();
    }

    private static Stream<PlainForm> ways(String page, Document document, Element form) {
        var buttons = all(document, form, SUBMITS).filter(button -> !button.hasAttr("disabled")).toList();
        return buttons.isEmpty() ? Stream.of(new Element("button")).filter(_ -> all(document, form, TEXTS).findAny().isPresent()).map(none -> way(page, document, form, none)) : buttons.stream().map(button -> way(page, document, form, button));
    }

    private static Stream<Element> all(Document document, Element form, String what) {
        var outside = form.id().isEmpty() ? Stream.<Element>empty() : document.select("[form=" + form.id() + "]").stream().filter(one -> one.is(what));
        return Stream.concat(form.select(what).stream().filter(one -> !one.hasAttr("form")), outside);
    }

    private static PlainForm way(String page, Document document, Element form, Element button) {
        var fields = new ArrayList<Map.Entry<String, String>>();
        var files = new ArrayList<String>();
        all(document, form, "input[name], select[name], textarea[name]").filter(field -> !field.hasAttr("disabled")).forEach(field -> {
            if (field.attr("type").equals("file")) {
                files.add(field.attr("name"));
            } else if (!field.attr("type").equals("submit") && (!field.is("[type=checkbox], [type=radio]") || field.hasAttr("checked"))) {
                fields.add(Map.entry(field.attr("name"), value(field)));
            }
        });
        if (button.hasAttr("name")) {
            fields.add(Map.entry(button.attr("name"), button.attr("value")));
        }
        var action = first(button.attr("formaction"), form.attr("action"), page);
        var verb = first(button.attr("formmethod"), form.attr("method"), "get").toUpperCase(Locale.ROOT);
        return new PlainForm(page, verb, action, form.attr("enctype").equals("multipart/form-data"), fields, files, first(button.attr("aria-label"), button.text(), "-"));
    }

    /** What must not stay empty gets something. */
    private static String value(Element field) {
        if (field.is("select")) {
            var chosen = Objects.requireNonNullElse(field.selectFirst("option[selected]"), field.selectFirst("option"));
            return chosen == null ? "" : chosen.hasAttr("value") ? chosen.attr("value") : chosen.text();
        }
        var value = field.is("textarea") ? field.text() : field.is("[type=checkbox], [type=radio]") && !field.hasAttr("value") ? "on" : field.val();
        if (!value.isEmpty() || !field.hasAttr("required")) {
            return value;
        }
        return switch (field.attr("type")) {
            case "number" -> first(field.attr("min"), "1");
            case "url" -> "http://192.0.2.1/x";
            default -> "hazel bush";
        };
    }

    private static String first(String... texts) {
        return Stream.of(texts).filter(text -> !text.isEmpty()).findFirst().orElse("");
    }

    /** The same for forms that differ only in what they are about. */
    String kind() {
        var button = fields.isEmpty() ? "" : fields.getLast().getKey();
        return verb + " " + action.replaceAll("\\?.*", "").replaceAll("/[^/]*[\\d.:%][^/]*(?=/|$)", "/N") + " " + fields.stream().map(Map.Entry::getKey).distinct().toList() + button;
    }

    @Override
    public String toString() {
        return verb + " " + action + " [" + button + "] on " + page;
    }
}
