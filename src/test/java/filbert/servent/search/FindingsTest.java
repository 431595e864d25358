package filbert.servent.search;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.identity.Urn;
import filbert.net.AddressScope;
import filbert.servent.spam.Asked;
import filbert.servent.spam.Experience;
import filbert.servent.spam.ListReader;
import filbert.servent.spam.SpamLists;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.QueryHit;
import filbert.wire.message.QueryHit.Flag;
import filbert.wire.message.QueryHit.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class FindingsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Sha1 HAZEL = new Sha1(1, 2, 3);

    private final Findings findings = new Findings(AddressScope.PUBLIC, Asked.of(""), new Experience());

    private static HostAddress host(String text) {
        return HostAddress.parse(text).orElseThrow();
    }

    private static Result result(long index, String name, long size, Sha1 sha1) {
        return new Result(index, size, name, Optional.of(Urn.of(sha1)), Ggep.EMPTY);
    }

    private static QueryHit hit(String host, int servent, Flag push, Result... results) {
        var trailer = new QueryHit.Trailer(push, Flag.UNSAID, Flag.UNSAID, Flag.UNSAID, false);
        return new QueryHit(host(host), 100, List.of(results), "TEST", trailer, "", Ggep.EMPTY, new Guid(1, servent));
    }

    private void found(QueryHit hit) {
        findings.add(hit, NOW);
    }

    @Test
    void keepsWhatTheFirstSourceSaysOfTheContent() {
        found(hit("5.1.1.1:7000", 1, Flag.NO, result(1, "hazel.ogg", 10, HAZEL)));
        assertThat(findings.files().getFirst().tags()).isEqualTo(Tags.NONE);
        found(saying("5.1.1.2:7000", 2, "Blue hazel"));
        found(saying("5.1.1.3:7000", 3, "Another"));
        assertThat(findings.files().getFirst().tags()).isEqualTo(new Tags("Blue hazel", "", "", "", 0, 201, 0, 0, 0));
        assertThat(findings.lines().getFirst().tags().seconds()).isEqualTo(201);
        assertThat(findings.files().getFirst().sources()).extracting(source -> source.tags().title()).contains("", "Blue hazel");
    }

    private static QueryHit saying(String host, int servent, String title) {
        var plain = hit(host, servent, Flag.NO, result(1, "hazel.ogg", 10, HAZEL));
        var xml = "<audios><audio index=\"0\" title=\"" + title + "\" seconds=\"201\"/></audios>";
        return new QueryHit(plain.host(), plain.speed(), plain.results(), plain.vendor(), plain.trailer(), xml, Ggep.EMPTY, plain.servent());
    }

    @Test
    void groupsBySha1WhateverTheName() {
        found(hit("5.1.1.1:7000", 1, Flag.NO, result(1, "hazel.ogg", 10, HAZEL)));
        found(hit("5.1.1.2:7000", 2, Flag.NO, result(4, "Hazel (live).ogg", 10, HAZEL)));
        found(hit("5.1.1.3:7000", 3, Flag.NO, result(4, "Hazel (live).ogg", 10, HAZEL)));
        var files = findings.files();
        assertThat(files).hasSize(1);
        assertThat(files.getFirst().id()).isEqualTo(HAZEL.base32());
        assertThat(files.getFirst().name()).isEqualTo("Hazel (live).ogg");
        assertThat(files.getFirst().names()).containsExactly("Hazel (live).ogg", "hazel.ogg");
        assertThat(files.getFirst().sources()).hasSize(3);
        assertThat(findings.hosts()).isEqualTo(3);
    }

    @Test
    void onlyLinesOfRowsThatChangedAreMadeAnew() {
        found(hit("5.1.1.1:7000", 1, Flag.NO, result(1, "hazel.ogg", 10, HAZEL), result(2, "acorn.ogg", 10, new Sha1(4, 5, 6))));
        var before = findings.lines();
        assertThat(findings.lines()).isSameAs(before);
        found(hit("5.1.1.2:7000", 2, Flag.YES, result(1, "hazel.ogg", 10, HAZEL)));
        var after = findings.lines();
        assertThat(after.get(0)).isEqualTo(FoundLine.of(findings.files().get(0))).isNotEqualTo(before.get(0));
        assertThat(after.get(0).firewalled()).isEqualTo(1);
        assertThat(after.get(0).atOnce()).isTrue();
        assertThat(after.get(1)).isSameAs(before.get(1));
    }

    @Test
    void groupsByNameAndSizeWithoutSha1() {
        var nameless = new Result(1, 10, "hazel.ogg", Optional.empty(), Ggep.EMPTY);
        found(hit("5.1.1.1:7000", 1, Flag.NO, nameless));
        found(hit("5.1.1.2:7000", 2, Flag.NO, nameless));
        found(hit("5.1.1.3:7000", 3, Flag.NO, new Result(1, 11, "hazel.ogg", Optional.empty(), Ggep.EMPTY)));
        assertThat(findings.files()).extracting(file -> file.sources().size()).containsExactly(2, 1);
        assertThat(findings.files().getFirst().id()).startsWith("n").hasSize(33);
    }

    @Test
    void oneAddressIsOneSourceWhateverItsPortAndGuid() {
        found(hit("5.1.1.1:7000", 1, Flag.NO, result(1, "hazel.ogg", 10, HAZEL)));
        found(hit("5.1.1.1:7001", 2, Flag.NO, result(2, "hazel.ogg", 10, HAZEL)));
        assertThat(findings.files().getFirst().sources()).hasSize(1);
        assertThat(findings.hosts()).isEqualTo(1);
    }

    @Test
    void ourOwnNetworkMayHaveSeveralServentsBehindOneAddress() {
        var home = new Findings(AddressScope.LOOPBACK, Asked.of(""), new Experience());
        home.add(hit("127.0.0.1:7000", 1, Flag.NO, result(1, "hazel.ogg", 10, HAZEL)), NOW);
        home.add(hit("127.0.0.1:7001", 2, Flag.NO, result(2, "hazel.ogg", 10, HAZEL)), NOW);
        assertThat(home.files().getFirst().sources()).hasSize(2);
    }

    @Test
    @DisplayName("2-search 3.4: an address out of scope or with a port nobody may dial can only be pushed")
    void keepsUncallableHostsForPushes() {
        found(hit("192.168.1.2:7000", 1, Flag.NO, result(1, "hazel.ogg", 10, HAZEL)));
        found(hit("192.168.1.2:7000", 2, Flag.NO, result(1, "hazel.ogg", 10, HAZEL)));
        found(hit("5.1.1.1:0", 3, Flag.NO, result(1, "hazel.ogg", 10, HAZEL)));
        found(hit("5.1.1.2:80", 4, Flag.NO, result(1, "hazel.ogg", 10, HAZEL)));
        found(hit("5.1.1.3:7000", 5, Flag.YES, result(1, "hazel.ogg", 10, HAZEL)));
        found(hit("5.1.1.4:7000", 6, Flag.NO, result(1, "hazel.ogg", 10, HAZEL)));
        assertThat(findings.files().getFirst().sources()).extracting(Source::push).containsExactly(true, true, true, true, true, false);
    }

    @Test
    @DisplayName("S-33: names with separators, control characters or only dots are not taken in")
    void refusesUnsafeNames() {
        var bad = List.of("../etc/passwd", "a/b", "a\\b", "..", ".", "a\nb", "a\rb", "a\u0001b", " ", "x".repeat(600));
        for (var name : bad) {
            found(hit("5.1.1.1:7000", 1, Flag.NO, result(1, name, 10, HAZEL)));
        }
        assertThat(findings.files()).isEmpty();
        assertThat(findings.dropped()).isEqualTo(bad.size());
    }

    @Test
    void refusesSpamIndexesAndRepetitions() {
        found(hit("5.1.1.1:7000", 1, Flag.NO, result(0xFFFF_FFFFL, "hazel.ogg", 10, HAZEL)));
        assertThat(findings.files()).isEmpty();
        found(hit("5.1.1.1:7000", 1, Flag.NO, result(1, "a.ogg", 10, HAZEL), result(1, "b.ogg", 10, new Sha1(9, 9, 9))));
        assertThat(findings.files()).hasSize(1);
        assertThat(findings.dropped()).isEqualTo(2);
    }

    @Test
    void theSizeAndTreeMostHostsSayCount() {
        var root = new TigerRoot(1, 1, 1);
        var liar = new Result(1, 99, "h.ogg", Optional.of(new Urn(Optional.of(HAZEL), Optional.of(new TigerRoot(6, 6, 6)))), Ggep.EMPTY);
        var honest = new Result(1, 10, "h.ogg", Optional.of(new Urn(Optional.of(HAZEL), Optional.of(root))), Ggep.EMPTY);
        found(hit("5.1.1.1:7000", 1, Flag.NO, liar));
        found(hit("5.1.1.2:7000", 2, Flag.NO, honest));
        found(hit("5.1.1.3:7000", 3, Flag.NO, honest));
        assertThat(findings.files().getFirst().size()).isEqualTo(10);
        assertThat(findings.files().getFirst().tigerRoot()).contains(root);
    }

    @Test
    void readsPushProxiesOfThoseWhoNeedThem() {
        var packed = new byte[] {5, 2, 2, 2, 0x58, 0x1B, 10, 0, 0, 1, 0x58, 0x1B};
        var trailer = new QueryHit.Trailer(Flag.YES, Flag.UNSAID, Flag.UNSAID, Flag.UNSAID, true);
        found(new QueryHit(
                host("5.1.1.1:7000"), 1, List.of(result(1, "h.ogg", 1, HAZEL)), "TEST", trailer, "", Ggep.EMPTY.with("PUSH", packed), new Guid(1, 1)));
        assertThat(findings.files().getFirst().sources().getFirst().proxies()).containsExactly(host("5.2.2.2:7000"));
        assertThat(PushProxies.of(Ggep.EMPTY.with("PUSH", new byte[7]), AddressScope.PUBLIC)).isEmpty();
        assertThat(PushProxies.of(Ggep.EMPTY.with("PUSH", repeated(packed, 100)), AddressScope.PUBLIC)).hasSize(8);
    }

    private static byte[] repeated(byte[] bytes, int times) {
        var all = new byte[bytes.length * times];
        for (var i = 0; i < all.length; i++) {
            all[i] = bytes[i % bytes.length];
        }
        return all;
    }

    @Test
    void rowsAndSourcesAreBounded() {
        var results = new ArrayList<Result>();
        for (var i = 0; i < Findings.MAX_ROWS + 100; i++) {
            results.add(result(i + 1, "h" + i + ".ogg", 1, new Sha1(i, 1, 1)));
        }
        found(hit("5.1.1.1:7000", 1, Flag.NO, results.toArray(Result[]::new)));
        assertThat(findings.rows()).isEqualTo(Findings.MAX_ROWS);
        assertThat(findings.dropped()).isEqualTo(100);
        for (var i = 0; i < 500; i++) {
            found(hit("5.1." + i / 200 + "." + (i % 200 + 1) + ":7000", 1, Flag.NO, result(1, "name " + i, i, new Sha1(0, 1, 1))));
        }
        var crowded = findings.files().getFirst();
        assertThat(crowded.sources()).hasSize(200);
        assertThat(crowded.names()).hasSizeLessThanOrEqualTo(16);
    }

    @Test
    void tellsWhatChangedOnce() {
        found(hit("5.1.1.1:7000", 1, Flag.NO, result(1, "h.ogg", 1, HAZEL)));
        assertThat(findings.takeChanged()).hasSize(1);
        assertThat(findings.takeChanged()).isEmpty();
    }

    private final Experience known = new Experience();
    private final Findings asked = new Findings(AddressScope.PUBLIC, Asked.of("hazel"), known);

    @Test
    @DisplayName("S-71: Mandragore, no-word, executable and listed results are kept, but do not count")
    void junkDoesNotCount() {
        known.listed(new SpamLists(List.of(ListReader.read(HAZEL.base32() + "\n"))));
        asked.add(hit("5.1.1.1:7000", 1, Flag.NO,
                result(1, "hazel.exe", 8_192, new Sha1(4, 1, 1)), result(2, "nothing of it.ogg", 10, new Sha1(4, 1, 2)),
                result(3, "hazel setup.exe", 10, new Sha1(4, 1, 3)), result(4, "hazel listed.ogg", 10, HAZEL),
                result(5, "hazel honest.ogg", 10, new Sha1(4, 1, 5))), NOW);
        assertThat(asked.files()).hasSize(5);
        assertThat(asked.records()).isEqualTo(1);
        assertThat(asked.files()).filteredOn(file -> !file.isSpam()).extracting(FoundFile::name).containsExactly("hazel honest.ogg");
    }

    @Test
    void oneNameAndSizeUnderManyHashesIsJunkFromTheFirstOn() {
        for (var i = 1; i < Crowding.MANY_HASHES; i++) {
            asked.add(hit("5.1.1." + i + ":7000", i, Flag.NO, result(1, "hazel song.mp3", 99, new Sha1(i, 7, 7))), NOW);
        }
        assertThat(asked.records()).isEqualTo(Crowding.MANY_HASHES - 1);
        asked.add(hit("5.1.2.1:7000", 9, Flag.NO, result(1, "Hazel  Song.mp3", 99, new Sha1(77, 7, 7))), NOW);
        assertThat(asked.records()).isZero();
    }

    @Test
    void oneHostThatEchoesTheQuestionWithManyContentsIsJunk() {
        for (var i = 0; i < Crowding.MANY_ECHOES; i++) {
            assertThat(asked.records()).isEqualTo(i);
            asked.add(hit("5.1.1.1:7000", 1, Flag.NO, result(i + 1, "hazel.mp3", 1_000 + i, new Sha1(i, 7, 7))), NOW);
        }
        assertThat(asked.records()).isZero();
    }

    @Test
    void oneLiarBlackensNothingThatManyHave() {
        asked.add(hit("5.1.1.1:7000", 1, Flag.NO, result(1, "win.exe", 10, HAZEL)), NOW);
        assertThat(asked.records()).isZero();
        asked.add(hit("5.1.1.2:7000", 2, Flag.NO, result(1, "hazel song.ogg", 10, HAZEL)), NOW);
        asked.add(hit("5.1.1.3:7000", 3, Flag.NO, result(1, "hazel song.ogg", 10, HAZEL)), NOW);
        assertThat(asked.records()).isEqualTo(3);
    }

    @Test
    void hitsOfHostileHostsAreNotTakenIn() {
        known.listed(new SpamLists(List.of(ListReader.read("5.1.0.0/16\n"))));
        asked.add(hit("5.1.1.1:7000", 1, Flag.NO, result(1, "hazel.ogg", 10, HAZEL)), NOW);
        assertThat(asked.files()).isEmpty();
        assertThat(asked.dropped()).isEqualTo(1);
    }
}
