/** The queue of downloads, one download in full, and magnets. Start with {@link filbert.web.downloads.DownloadsController}. */
@NullMarked
package filbert.web.downloads;

import org.jspecify.annotations.NullMarked;
