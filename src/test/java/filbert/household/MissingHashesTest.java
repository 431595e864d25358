package filbert.household;

import static filbert.showroom.PretendHouse.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Guid;
import filbert.household.MissingHashes.Answer;
import filbert.identity.HostAddress;
import filbert.servent.search.FoundFile;
import filbert.servent.search.Source;
import filbert.sharing.download.ToldHash.Told;
import filbert.sharing.download.ToldHash.Untold;
import filbert.sharing.download.ToldHash.Why;
import filbert.showroom.PretendDownloads;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class MissingHashesTest {
    private final PretendDownloads downloads = new PretendDownloads();
    private final MissingHashes hashes = new MissingHashes(downloads);
    private final Source hidden = source(1, true);
    private final Source first = source(2, false);
    private final Source second = source(3, false);

    private static Source source(int host, boolean push) {
        return new Source(HostAddress.of(0xC0000200 + host, 6346), new Guid(host, host), host, "hazel " + host + ".ogg", "OLDS", 0, push, false, List.of());
    }

    private static FoundFile file(Source... sources) {
        return new FoundFile("nabc", Optional.empty(), Optional.empty(), "hazel.ogg", List.of("hazel.ogg", "nut.ogg"), 5_000, List.of(sources), NOW, NOW);
    }

    private FoundFile identified(Source... sources) {
        return assertThat(hashes.of(file(sources))).asInstanceOf(InstanceOfAssertFactories.type(Answer.Identified.class)).actual().file();
    }

    @Test
    void theFirstThatTellsItIsTheOnlySource() {
        downloads.hashes.put(second.address(), new Told(PretendDownloads.sha1(5)));
        var identified = identified(hidden, first, second);
        assertThat(identified.sha1()).contains(PretendDownloads.sha1(5));
        assertThat(identified.sources()).as("the same name and size elsewhere may be other bytes").containsExactly(second);
        assertThat(identified.name()).isEqualTo("hazel 3.ogg");
        assertThat(identified.size()).isEqualTo(5_000);
    }

    @Test
    void twoAreAskedAndWhoCanBeCalledComesFirst() {
        downloads.hashes.put(hidden.address(), new Told(PretendDownloads.sha1(5)));
        assertThat(identified(hidden, first).sources()).containsExactly(hidden);
        assertThatThrownBy(() -> hashes.of(file(hidden, first, second))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatSaysMostIsSaid() {
        downloads.hashes.put(first.address(), new Untold(Why.GONE));
        downloads.hashes.put(second.address(), new Untold(Why.BUSY));
        assertThatThrownBy(() -> hashes.of(file(first, second))).hasMessage("download.refused.gone");
        assertThatThrownBy(() -> hashes.of(file(second, hidden))).hasMessage("download.refused.unreached");
    }

    @Test
    void whoAnswersAndNamesNoneIsTheOnlySourceOfAFileNobodyVouchesFor() {
        downloads.hashes.put(first.address(), new Untold(Why.GONE));
        downloads.hashes.put(second.address(), new Untold(Why.NO_HASH));
        assertThat(hashes.of(file(first, second))).isInstanceOfSatisfying(Answer.Unvouched.class, unvouched -> {
            assertThat(unvouched.source()).isEqualTo(second);
            assertThat(unvouched.file().name()).as("as that host calls it").isEqualTo("hazel 3.ogg");
            assertThat(unvouched.file().sha1()).isEmpty();
            assertThat(unvouched.file().sources()).containsExactly(second);
        });
    }

    @Test
    void whoTellsAHashIsPreferred() {
        downloads.hashes.put(first.address(), new Untold(Why.NO_HASH));
        downloads.hashes.put(second.address(), new Told(PretendDownloads.sha1(5)));
        assertThat(identified(first, second).sources()).containsExactly(second);
    }
}
