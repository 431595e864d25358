/**
 * HTTP as a downloader speaks it on a {@link filbert.net.Link}, whoever opened it: {@link filbert.sharing.download.http.Conversation} asks one
 * request after the other and hands over what comes back, {@link filbert.sharing.download.http.ReplyHead} understands the head of a reply. Lives on
 * the link's loop; knows no files and no queue. Implements 3-transfer, sections 3.2 and 3.6.1, asking side.
 */
@NullMarked
package filbert.sharing.download.http;

import org.jspecify.annotations.NullMarked;
