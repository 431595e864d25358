package filbert.servent.search;

import java.util.List;

/**
 * A search and the lines of what it found.
 *
 * @param search without files
 * @param lines immutable, and the very same list as long as nothing was found: whoever sorts it may remember it by that
 */
public record SearchSummary(SearchView search, List<FoundLine> lines) {}
