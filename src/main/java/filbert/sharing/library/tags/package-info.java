/**
 * What files say of themselves: titles, artists, lengths, sizes. Start with {@link filbert.sharing.library.tags.TagReading}. Files come from
 * strangers too: readers are given a time, and whatever goes wrong in them leaves a file without tags. Arrows: imports
 * {@code servent.search} for {@link filbert.servent.search.Tags}. Serves 2-search, sections 2.2 and 3.6.
 */
@NullMarked
package filbert.sharing.library.tags;

import org.jspecify.annotations.NullMarked;
