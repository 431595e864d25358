/**
 * The keyword index: which files match these words, in microseconds. {@link filbert.sharing.library.index.FileIndex} is changed by workers and
 * publishes immutable {@link filbert.sharing.library.index.Snapshot}s that any thread reads without a lock. Knows neither folders on disk nor the
 * store. Arrows: {@code library} imports this package, never the reverse. Implements 2-search, sections 2.2 to 2.4.
 *
 * <p>A snapshot is a few immutable {@link filbert.sharing.library.index.Segment}s, each with the files that left it since. New files become a small
 * segment; segments of like size are merged, so that there are about as many as the logarithm of the library. Within a segment words are numbered
 * in the order of their bytes: a prefix is a range of numbers, and its files are one slice of one array.
 */
@NullMarked
package filbert.sharing.library.index;

import org.jspecify.annotations.NullMarked;
