package filbert.web;

import org.jspecify.annotations.Nullable;

/** The answer to every form that did something: 303 to a page, which says what was done. */
public final class SeeOther {
    private SeeOther() {}

    public static String at(String path) {
        return "redirect:" + path.replace("{", "%7B").replace("}", "%7D");
    }

    /** @param said message key below {@code said.} */
    public static String at(String path, String said) {
        return at(path + (path.contains("?") ? "&" : "?") + "said=" + said);
    }

    /**
     * Back to the page a form stood on.
     *
     * @param back what the form carried; followed only when it is a page of ours
     */
    public static String back(@Nullable String back, String otherwise, String said) {
        return at(back != null && isLocal(back) ? back : otherwise, said);
    }

    /** A path on this server: nothing a browser could take for another host. */
    private static boolean isLocal(String path) {
        return path.startsWith("/") && !path.startsWith("//") && path.chars().allMatch(c -> c > ' ' && c <= '~' && c != '\\');
    }
}
