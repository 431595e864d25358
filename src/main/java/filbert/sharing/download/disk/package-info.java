/**
 * A download on disk: {@link filbert.sharing.download.disk.PartialFile}, a sparse data file beside an append-only journal, and
 * {@link filbert.sharing.download.disk.Publication}, its way to a final name. Everything here blocks and runs on a
 * {@link filbert.sharing.download.disk.Lane} of workers, never on the owner or on a loop. Knows no network. Implements 3-transfer, section
 * 3.8.4 and the names of 3.15.
 */
@NullMarked
package filbert.sharing.download.disk;

import org.jspecify.annotations.NullMarked;
