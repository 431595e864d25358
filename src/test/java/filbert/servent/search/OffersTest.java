package filbert.servent.search;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.servent.spam.Asked;
import filbert.servent.spam.BlockedHosts;
import filbert.servent.spam.Experience;
import filbert.servent.spam.Judgement;
import filbert.servent.spam.ListReader;
import filbert.servent.spam.SpamLists;
import filbert.servent.guard.Ban;
import filbert.servent.guard.BanStore;
import filbert.servent.guard.Offence;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OffersTest {
    private static final HostAddress DIRECT = HostAddress.parse("5.6.7.8:6346").orElseThrow();
    private static final HostAddress BEHIND = HostAddress.parse("192.168.0.2:6347").orElseThrow();
    private static final HostAddress V6 = HostAddress.parse("[2001:db8::7]:23456").orElseThrow();
    private static final Guid GUID = new Guid(1, 2);

    private static Source source(HostAddress host, boolean push, boolean busy, String vendor, String folder) {
        return new Source(host, GUID, 1, "x", vendor, 1, push, busy, List.of(), Tags.NONE, folder);
    }

    private static List<Offers.One> all(Offers offers) {
        var all = new ArrayList<Offers.One>();
        offers.each(all::add);
        return all;
    }

    @Test
    void saysWhoWhereAndHow() {
        var offers = Offers.of(List.of(
                source(DIRECT, false, true, "GTKG", "Music/Old songs"), source(BEHIND, true, false, "", ""), source(V6, false, false, "LI\tE\n", "")));
        assertThat(all(offers)).containsExactly(
                new Offers.One("5.6.7.8:6346", "GTKG", false, true, "Music/Old songs"),
                new Offers.One("192.168.0.2:6347/" + GUID.hex(), "", true, false, ""),
                new Offers.One("[2001:db8:0:0:0:0:0:7]:23456", "LIE", false, false, ""));
        assertThat(List.of(offers.count(), offers.firewalled(), offers.busy())).containsExactly(3, 1, 1);
        assertThat(offers.atOnce()).isTrue();
        assertThat(offers.addresses()).containsExactly(DIRECT.ip(), BEHIND.ip(), V6.ip());
        assertThat(Offers.parse(offers.toString())).isEqualTo(offers).hasSameHashCodeAs(offers);
        assertThat(offers.isOf("5.6.7.8:6346")).isTrue();
        assertThat(offers.isOf("5.6.7.8:634")).isFalse();
    }

    @Test
    void whoeverIsBusyOrMustBeCalledIsNoneToAskAtOnce() {
        assertThat(Offers.of(List.of(source(DIRECT, false, true, "d", "d"), source(BEHIND, true, false, "", ""))).atOnce()).isFalse();
        assertThat(Offers.NONE.atOnce()).isFalse();
        assertThat(Offers.parse("").count()).isZero();
    }

    @Test
    void whatNobodyWroteIsReadWithoutHarm() {
        for (var text : List.of("\n\n", "d", "dnonsense\t\t\t\t", "\t\t", "p/", "d[:1")) {
            assertThat(Offers.parse(text).addresses()).isEmpty();
        }
        for (var text : List.of("", "x", "5.6.7.8:6346/12", "5.6.7.8:6346/" + "G".repeat(32))) {
            assertThat(Whence.parse(text)).isEmpty();
        }
        assertThat(Whence.parse("192.168.0.2:6347/" + GUID.hex())).contains(new Whence(BEHIND, Optional.of(GUID)));
    }

    @Test
    void aFolderIsForReadingOnly() {
        assertThat(SharedPath.shown("/../Music\\./Old \u202Esongs\u0000/")).isEqualTo("Music/Old songs");
        assertThat(SharedPath.shown("a".repeat(150) + "/" + "b".repeat(150))).isEqualTo("a".repeat(150));
    }

    private static FoundLine line(Optional<Sha1> sha1, Source... sources) {
        return new FoundLine("n", sha1, "hazel.ogg", 1, 1, Offers.of(List.of(sources)), Instant.EPOCH, Judgement.CLEAN, Tags.NONE, false);
    }

    @Test
    void aFileIsBlockedWhenEverybodyWhoHasItIs() {
        var experience = new Experience();
        var bans = new BlockedHosts(BanStore.forgetful(), experience);
        var one = line(Optional.empty(), source(DIRECT, false, false, "", ""));
        var two = line(Optional.empty(), source(DIRECT, false, false, "", ""), source(V6, false, false, "", ""));
        bans.save(new Ban(V6.ip(), Offence.DUPLICATES, 1, Instant.EPOCH, Instant.MAX));
        bans.save(new Ban(DIRECT.ip(), Offence.BLOCKED, 1, Instant.EPOCH, Instant.MAX));
        assertThat(after(one, experience).blocked()).isTrue();
        assertThat(after(two, experience).blocked()).as("another has it, who is only banned for a while").isFalse();
        var blocked = after(one, experience);
        bans.forget(DIRECT.ip());
        assertThat(after(blocked, experience).blocked()).isFalse();
        assertThat(after(one, experience)).isSameAs(one);
    }

    @Test
    void aFileIsBlockedByItsHashAndByAListedRange() {
        var experience = new Experience();
        var listed = new Sha1(1, 2, 3);
        experience.listed(new SpamLists(List.of(ListReader.read(listed.base32() + "\n"), ListReader.read("5.6.0.0/16\n"))));
        assertThat(after(line(Optional.of(listed), source(V6, false, false, "", "")), experience).blocked()).isTrue();
        assertThat(after(line(Optional.empty(), source(DIRECT, false, false, "", "")), experience).blocked()).isTrue();
        assertThat(after(line(Optional.of(new Sha1(3, 2, 1)), source(V6, false, false, "", "")), experience).blocked()).isFalse();
    }

    @Test
    void whoWasBlockedBeforeTheStartIsBlockedAfterIt() {
        var experience = new Experience();
        var kept = new BanStore() {
            @Override
            public List<Ban> load() {
                return List.of(new Ban(InetAddress.ofLiteral("5.6.7.8"), Offence.BLOCKED, 1, Instant.EPOCH, Instant.MAX));
            }

            @Override
            public void save(Ban ban) {}

            @Override
            public void forget(InetAddress address) {}
        };
        assertThat(new BlockedHosts(kept, experience).load()).hasSize(1);
        assertThat(experience.now().blocks(DIRECT.ip())).isTrue();
    }

    private static FoundLine after(FoundLine line, Experience experience) {
        return line.after(experience.now(), Asked.of("hazel"));
    }
}
