/**
 * Answers what others ask about us by datagram: have we got a file ({@link filbert.servent.inquiry.HeadAnswers}), has a leaf of ours
 * ({@link filbert.servent.inquiry.HeadRelay}), who are our neighbours
 * ({@link filbert.servent.inquiry.CrawlerAnswers}). Arrows: imports {@code search}, {@code routing}, {@code datagram}, {@code guard},
 * {@code topology}, {@code wire}. Implements 3-transfer, 3.13, and 1-connect, 10.3.
 */
@NullMarked
package filbert.servent.inquiry;

import org.jspecify.annotations.NullMarked;
