package filbert.web;

/** A row of a live table: a record that says everything the row shows. */
public interface LiveRow {
    /** The row's element id: unique on the page, letters, digits and dashes. */
    String id();
}
