/**
 * What hits say of the content of files: title, artist, length and the like, as XML in the trailer of a hit or in a rich query. Start with
 * {@link filbert.wire.metadata.MetadataXml}. Arrows: imports nothing. Implements 2-search, sections 1.4 (point 6) and 3.6.
 */
@NullMarked
package filbert.wire.metadata;

import org.jspecify.annotations.NullMarked;
