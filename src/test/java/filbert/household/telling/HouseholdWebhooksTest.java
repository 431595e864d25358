package filbert.household.telling;

import static filbert.showroom.PretendHouse.GUEST;
import static filbert.showroom.PretendHouse.MEMBER;
import static filbert.showroom.PretendHouse.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.household.NotAllowedException;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.telling.HouseholdWebhooks.Wanted;
import filbert.showroom.PretendHouse;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HouseholdWebhooksTest {
    private final PretendHouse house = new PretendHouse();
    private final HouseholdWebhooks desk = house.webhookDesk();

    private static Wanted wanted(String url, Optional<String> secret) {
        return new Wanted("phone", url, Webhook.Preset.JSON, secret, Set.of(Notice.Kind.WISH_FOUND), "http://nas.lan");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "example.com", "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/", "http://", "http:///x", "http://user:pass@example.com/",
        "https://example.com/#x", "http://example.com:99999/", "http://example.com:0/", "http://exa mple.com/", "javascript:alert(1)", "http://\r\nx/"
    })
    void onlyWholeHttpAddressesAreTaken(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> desk.add(OWNER, wanted(url, Optional.empty()))).withMessage("webhook.problem.url");
    }

    @Test
    void nobodySeesOrTouchesAnothers() {
        var id = desk.add(MEMBER, wanted("https://example.com/", Optional.of("s"))).id();
        List<Consumer<HouseholdWebhooks>> attempts = List.of(
                all -> all.one(OWNER, id), all -> all.change(OWNER, id, wanted("https://evil.example/", Optional.empty())), all -> all.test(OWNER, id),
                all -> all.pause(OWNER, id), all -> all.resume(OWNER, id), all -> all.remove(OWNER, id));
        attempts.forEach(attempt -> assertThatThrownBy(() -> attempt.accept(desk)).isInstanceOf(NoSuchElementException.class));
        assertThat(desk.list(OWNER)).isEmpty();
        assertThatThrownBy(() -> desk.add(GUEST, wanted("https://example.com/", Optional.empty()))).isInstanceOf(NotAllowedException.class);
    }

    @Test
    void aSecretStaysWhereItWasGiven() {
        var id = desk.add(OWNER, wanted("https://example.com/", Optional.of("tk_1"))).id();
        desk.change(OWNER, id, wanted("https://example.com/", Optional.empty()));
        assertThat(house.webhooks.hooks.get(id).secret()).isEqualTo("tk_1");
        assertThatIllegalArgumentException().isThrownBy(() -> desk.change(OWNER, id, wanted("https://evil.example/", Optional.empty())))
                .withMessage("webhook.problem.secret-again");
        desk.change(OWNER, id, wanted("https://other.example/", Optional.of("tk_2")));
        assertThat(house.webhooks.hooks.get(id).secret()).isEqualTo("tk_2");
        assertThat(desk.one(OWNER, id).toString() + wanted("https://x.example/", Optional.of("tk_3"))).doesNotContain("tk_", "example");
        for (var bad : List.of("a b", "x\r\ny", "\u00E4", "x".repeat(501))) {
            assertThatIllegalArgumentException().isThrownBy(() -> desk.add(OWNER, wanted("https://example.com/", Optional.of(bad)))).withMessage("webhook.problem.secret");
        }
    }

    @Test
    void aTestSaysWhatCameOfItAndEndsAPauseWhenItArrives() {
        var id = desk.add(OWNER, wanted("https://example.com/", Optional.empty())).id();
        house.webhooks.standing(id, new Webhook.Standing(true, 5, Optional.empty(), "timeout"));
        house.webhooks.lost = "unreachable";
        assertThat(desk.test(OWNER, id).paused()).isTrue();
        assertThat(house.webhooks.hooks.get(id).standing().result()).isEqualTo("unreachable");
        house.webhooks.lost = null;
        assertThat(desk.test(OWNER, id)).isEqualTo(new Webhook.Standing(false, 0, Optional.of(PretendHouse.NOW), "delivered 200"));
        assertThat(house.webhooks.letters.getLast().content()).containsEntry("kind", "test");
    }

    @Test
    void aTokenInTheAddressIsNotLostWithoutAWord() {
        for (var preset : List.of(Webhook.Preset.NTFY, Webhook.Preset.GOTIFY)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> desk.add(MEMBER, new Wanted("x", "https://nas.example/message?token=A1", preset, Optional.empty(), Set.of(Notice.Kind.WISH_FOUND), "")))
                    .withMessage("webhook.problem.query");
        }
        assertThat(desk.add(MEMBER, wanted("https://nas.example/hook?key=1", Optional.empty())).url()).hasQuery("key=1");
    }

    @Test
    void nobodyChoosesWhatOnlyOwnersAreToldOf() {
        assertThat(Notice.Kind.of(MEMBER)).containsExactly(
                Notice.Kind.WISH_FOUND, Notice.Kind.WISH_TAKEN, Notice.Kind.DOWNLOAD_DONE, Notice.Kind.DOWNLOAD_FAILED, Notice.Kind.QUOTA_REACHED, Notice.Kind.WEBHOOK_PAUSED);
        assertThat(Notice.Kind.of(OWNER)).hasSize(Notice.Kind.values().length - 1).doesNotContain(Notice.Kind.TEST);
        for (var kind : List.of(Notice.Kind.TROUBLE, Notice.Kind.DISK_FULL, Notice.Kind.INVITATION_ACCEPTED)) {
            var all = new Wanted("x", "https://example.com/", Webhook.Preset.JSON, Optional.empty(), Set.of(kind, Notice.Kind.WISH_FOUND), "");
            assertThatIllegalArgumentException().isThrownBy(() -> desk.add(MEMBER, all)).withMessage("webhook.problem.kind");
            assertThat(desk.add(OWNER, all).kinds()).contains(kind);
        }
    }

    @Test
    void whoIsAnOwnerNoMoreSeesWhatIsStillSentAndHasTheRestAgainWhenTheyAreOneAgain() {
        var id = desk.add(OWNER, new Wanted("x", "https://example.com/", Webhook.Preset.JSON, Optional.empty(), Set.of(Notice.Kind.TROUBLE, Notice.Kind.WISH_FOUND), "")).id();
        var demoted = new Person(OWNER.id(), OWNER.name(), Role.MEMBER);
        assertThat(desk.list(demoted)).singleElement().satisfies(hook -> assertThat(hook.kinds()).containsExactly(Notice.Kind.WISH_FOUND));
        desk.pause(demoted, id);
        desk.resume(demoted, id);
        assertThat(desk.one(OWNER, id).kinds()).contains(Notice.Kind.TROUBLE);
    }

    @Test
    void tenAreTheMostAndSomethingMustBeTold() {
        for (var i = 0; i < HouseholdWebhooks.MOST_OF_A_PERSON; i++) {
            desk.add(OWNER, wanted("https://example.com/" + i, Optional.empty()));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> desk.add(OWNER, wanted("https://example.com/", Optional.empty()))).withMessage("webhook.problem.too-many");
        assertThatIllegalArgumentException().isThrownBy(() -> desk.add(MEMBER, new Wanted("x", "https://example.com/", Webhook.Preset.JSON, Optional.empty(), Set.of(), "")))
                .withMessage("webhook.problem.kinds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.add(MEMBER, new Wanted("x", "https://ntfy.example/", Webhook.Preset.NTFY, Optional.empty(), Set.of(Notice.Kind.WISH_FOUND), "")))
                .withMessage("webhook.problem.topic");
    }
}
