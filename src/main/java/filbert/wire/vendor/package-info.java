/**
 * What the vendor messages say that we speak: records between {@link filbert.wire.message.Vendor} and the servent. Start with
 * {@link filbert.wire.vendor.VendorMessage}. Arrows: imports {@code message}, {@code ggep}. Implements 1-connect, section 10, and 2-search,
 * sections 6 and 7.
 */
@NullMarked
package filbert.wire.vendor;

import org.jspecify.annotations.NullMarked;
