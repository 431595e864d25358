package filbert.servent.search;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.servent.topology.Self;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import filbert.wire.message.QueryHit.Flag;
import filbert.wire.message.QueryHit.Result;
import filbert.wire.metadata.MetadataXml;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes the hits that say which files we have (2-search, 3). Confined to the owner. */
public final class OwnHits {
    /** We, in four letters. */
    public static final String VENDOR = "FILB";

    /** LimeWire discards a hit with more records: 2-search, 2.4. */
    public static final int MAX_RECORDS = 10;

    /** In a trailer: the list of all we share may be had (2-search, 3.5). */
    private static final String BROWSE = "BH";

    private static final int MAX_XML = 8_192; // characters, ours: with it a hit stays far below what is relayed (2-search, 3.1)

    private final Self self;
    private final AddressScope scope;
    private final UploadSlots slots;
    private final Supplier<List<HostAddress>> proxies;

    /** Of a servent that has no push proxies. */
    public OwnHits(Self self, AddressScope scope, UploadSlots slots) {
        this(self, scope, slots, List::of);
    }

    /** @param proxies who passes pushes on to us */
    public OwnHits(Self self, AddressScope scope, UploadSlots slots, Supplier<List<HostAddress>> proxies) {
        this.self = self;
        this.scope = scope;
        this.slots = slots;
        this.proxies = proxies;
    }

    /**
     * One hit.
     *
     * @param files at most {@link #MAX_RECORDS}
     * @param extensions for the trailer
     */
    public QueryHit of(Query query, List<LocalFile> files, Ggep extensions) {
        return hit(query, files, extensions, query.has(Query.XML) ? xml(files) : "");
    }

    /** As {@link #of}, with nothing the asker could do without. */
    public QueryHit bare(Query query, List<LocalFile> files, Ggep extensions) {
        return hit(query, files, extensions, "");
    }

    /** One hit of the list of all we share: not for a question, so with what everybody reads. */
    QueryHit listing(List<LocalFile> files) {
        return hit(files, slots.tellsFolders() ? Records::inFolder : file -> Records.of(file, false), Ggep.EMPTY, "");
    }

    private QueryHit hit(Query query, List<LocalFile> files, Ggep wanted, String xml) {
        return hit(files, file -> Records.of(file, query.has(Query.GGEP_H)), wanted, xml);
    }

    private QueryHit hit(List<LocalFile> files, Function<LocalFile, Result> record, Ggep wanted, String xml) {
        var reachedBy = firewalled() ? PushProxies.named(wanted, proxies.get()) : wanted;
        var extensions = slots.browsable() ? reachedBy.with(BROWSE) : reachedBy;
        var records = new ArrayList<Result>(files.size());
        for (var file : files) {
            records.add(record.apply(file));
        }
        var trailer = new QueryHit.Trailer(
                Flag.of(firewalled()), Flag.of(slots.allTaken()), Flag.UNSAID, Flag.UNSAID, !extensions.isEmpty());
        return new QueryHit(self.address(), slots.kilobitsPerSlot(), records, VENDOR, trailer, xml, extensions, self.servent());
    }

    private static String xml(List<LocalFile> files) {
        var xml = MetadataXml.write(TagsInHits.write(files));
        return xml.length() <= MAX_XML ? xml : "";
    }

    /** On a network of our own everybody can call everybody; on the Internet only who was called lately knows. */
    public boolean firewalled() {
        return self.firewalled(scope);
    }
}
