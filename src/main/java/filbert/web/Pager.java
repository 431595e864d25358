package filbert.web;

import java.util.List;
import java.util.Map;

/** Which page of a long list is shown; a page has at most 100 rows (UI.md). */
public record Pager(int page, int pages, Query query) {
    public static final int ROWS = 100;

    /** @param wanted brought into the range there is */
    public static Pager of(int wanted, long rows, Query query) {
        var pages = (int) Math.max(1, (rows + ROWS - 1) / ROWS);
        return new Pager(Math.clamp(wanted, 1, pages), pages, query);
    }

    public <T> List<T> cut(List<T> rows) {
        var from = Math.min(rows.size(), (page - 1) * ROWS);
        return rows.subList(from, Math.min(rows.size(), from + ROWS));
    }

    public String previous() {
        return query.page(page - 1).toString();
    }

    public String next() {
        return query.page(page + 1).toString();
    }

    /** @param at the path of the list, for instance {@code /downloads} */
    public Part part(String at) {
        return new Part("layout/pager :: pager", Map.of("pager", this, "at", at));
    }

    /** A page number as typed: 1 for anything else. */
    public static int parse(String text) {
        return text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : 1;
    }
}
