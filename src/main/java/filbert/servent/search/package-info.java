/**
 * Asking and answering. {@link filbert.servent.search.Searches} runs the household's own queries, {@link filbert.servent.search.LocalAnswers} is
 * what the library answers strangers with. Arrows: imports {@code routing}. Implements 2-search, sections 1 to 3.
 */
@NullMarked
package filbert.servent.search;

import org.jspecify.annotations.NullMarked;
