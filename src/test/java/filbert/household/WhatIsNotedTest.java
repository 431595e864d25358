package filbert.household;

import static filbert.showroom.PretendHouse.GUEST;
import static filbert.showroom.PretendHouse.MEMBER;
import static filbert.showroom.PretendHouse.NOW;
import static filbert.showroom.PretendHouse.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.household.telling.FeedTokens;
import filbert.household.telling.HouseholdWebhooks;
import filbert.household.telling.Notice;
import filbert.household.telling.Webhook;
import filbert.showroom.PretendHouse;
import filbert.showroom.PretendLimits;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What owners, and others of themselves, read in the activity log; and what never stands in it. */
final class WhatIsNotedTest {
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    private final PretendHouse house = new PretendHouse();
    private final List<String> noted = new ArrayList<>();
    private final Diary diary = (person, kind, subject) -> noted.add((person.name() + " " + kind + " " + subject).strip());
    private final HouseholdPeople people = new HouseholdPeople(
            house.people, new Attendance(house.accounts, CLOCK), house.sessions, house.tokens, house.downloads, house.library, diary);

    @AfterEach
    void everythingNotedHasWordsInBothLanguages() throws IOException {
        for (var bundle : List.of("/messages.properties", "/messages_de.properties")) {
            var texts = new Properties();
            try (var in = new InputStreamReader(Objects.requireNonNull(getClass().getResourceAsStream(bundle)), StandardCharsets.UTF_8)) {
                texts.load(in);
            }
            assertThat(noted).isNotEmpty().extracting(line -> "event." + line.split(" ")[1]).allMatch(texts::containsKey, "has words in " + bundle);
        }
    }

    @Test
    void whatIsDecidedAboutPeople() {
        people.changeRole(OWNER, MEMBER.id(), Role.GUEST);
        people.disable(OWNER, MEMBER.id());
        people.enable(OWNER, MEMBER.id());
        people.shelter(OWNER, MEMBER.id());
        people.unshelter(OWNER, MEMBER.id());
        people.remove(OWNER, MEMBER.id());
        assertThat(noted).containsExactly(
                "mara people.role-guest jonas",
                "mara people.disabled jonas",
                "mara people.enabled jonas",
                "mara people.sheltered jonas",
                "mara people.unsheltered jonas",
                "mara people.removed jonas");
        assertThatThrownBy(() -> people.disable(OWNER, OWNER.id())).hasMessage("people.problem.yourself");
        assertThatThrownBy(() -> people.changeRole(GUEST, GUEST.id(), Role.OWNER)).isInstanceOf(NotAllowedException.class);
        assertThat(noted).as("what was refused did not happen").hasSize(6);
    }

    @Test
    void whoIsInvitedAndComes() {
        var invitations = new Invitations(house.accounts, house.people, CLOCK, new Random(1), diary);
        var made = invitations.make(OWNER, Role.MEMBER, 7);
        invitations.accept(made.secret(), "ida", "birch and alder");
        var other = invitations.make(OWNER, Role.GUEST, 7);
        invitations.revoke(OWNER, other.invitation().id());
        invitations.revoke(OWNER, 4711);
        assertThat(noted).containsExactly(
                "mara people.invited-member", "ida people.joined ida", "mara people.invited-guest", "mara people.uninvited");
    }

    @Test
    void tokensByTheirLabelsAndNotByTheirLetters() {
        var store = new MemoryHouse();
        var tokens = new DigestedTokens(store, house.people, "", CLOCK, new Random(1), diary);
        var secret = tokens.create(MEMBER, " backup script ", AccessTokens.Rights.all(Role.GUEST));
        tokens.revoke(OWNER, 1);
        tokens.revoke(MEMBER, 1);
        var feeds = new FeedTokens(house.webhooks.words, house.people, CLOCK, new Random(7), diary);
        var word = feeds.make(MEMBER);
        feeds.revoke(MEMBER);
        assertThat(noted).containsExactly(
                "jonas token.made backup script", "jonas token.revoked backup script", "jonas token.feed-made", "jonas token.feed-revoked");
        assertThat(String.join(" ", noted)).doesNotContain(secret.substring(0, 12), word);
    }

    @Test
    void webhooksByTheirNamesAndNotByTheirAddresses() {
        var hooks = new HouseholdWebhooks(house.webhooks, house.courier(() -> 0, Runnable::run), diary);
        var wanted = new HouseholdWebhooks.Wanted(
                "phone", "https://ntfy.example/birch", Webhook.Preset.NTFY, Optional.of("acorn"), EnumSet.of(Notice.Kind.TEST), "http://nas");
        var hook = hooks.add(MEMBER, wanted);
        hooks.change(MEMBER, hook.id(), wanted);
        hooks.pause(MEMBER, hook.id());
        hooks.resume(MEMBER, hook.id());
        hooks.remove(MEMBER, hook.id());
        assertThat(noted).containsExactly(
                "jonas webhook.added phone",
                "jonas webhook.changed phone",
                "jonas webhook.paused phone",
                "jonas webhook.resumed phone",
                "jonas webhook.removed phone");
    }

    @Test
    void settingsByTheirNamesAndNotByTheirValues() {
        var store = new MemoryHouse();
        var settings = new LayeredSettings(SettingKeys.all(), store, store);
        settings.noteIn(diary);
        settings.save(OWNER, Map.of("filbert.people.adult-words", "oak", "filbert.downloads.member-active", "3"));
        settings.save(OWNER, Map.of("filbert.downloads.member-active", "3"));
        var limits = new HouseholdLimits(settings, house.people, new PretendLimits(), CLOCK, () -> ZoneOffset.UTC, diary);
        limits.set(OWNER, MEMBER.id(), OwnLimits.NONE);
        assertThat(noted).containsExactly(
                "mara settings.changed filbert.downloads.member-active, filbert.people.adult-words", "mara people.limits jonas");
    }
}
