/**
 * Searching: the page to bookmark, its filters, its live rows, and everything about one result. Start with
 * {@link filbert.web.search.SearchController}; {@link filbert.web.search.Filter} is the address of a page, {@link filbert.web.search.Results}
 * what it shows.
 */
@NullMarked
package filbert.web.search;

import org.jspecify.annotations.NullMarked;
