/**
 * Fetching files: the queue, sources tried in turn, segments, the journal beside the partial file, verification by tiger tree and SHA-1. Start with
 * {@link filbert.sharing.download.Downloads}. Implements 3-transfer, sections 3.2, 3.4 and 3.8.
 */
@NullMarked
package filbert.sharing.download;

import org.jspecify.annotations.NullMarked;
