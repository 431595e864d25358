package filbert.household.telling;

import static filbert.showroom.PretendHouse.MEMBER;
import static filbert.showroom.PretendHouse.NOW;
import static filbert.showroom.PretendHouse.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Role;
import filbert.showroom.PretendHouse;
import filbert.showroom.PretendWebhooks;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class CourierTest {
    private final PretendHouse house = new PretendHouse();
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private long nanos;
    private final Courier courier = courier();

    private Courier courier() {
        var made = house.courier(() -> nanos, threads::add);
        made.tellBy(new Telling() {
            @Override
            public void tell(long person, Notice notice) {
                told.add(person + " " + notice.kind().key() + " " + notice.subject());
            }

            @Override
            public void tellOwners(Notice notice) {}
        });
        return made;
    }

    private long add(long person, Webhook.Preset preset, Notice.Kind... kinds) {
        return house.webhooks.add(PretendWebhooks.hook(person, "https://example.com/hazel", preset, kinds)).id();
    }

    private void send(long person, Notice.Kind kind, String subject) {
        courier.send(new Told(1, person, NOW, Notice.of(kind, subject, "/wishes/1"), true));
        work();
    }

    private void work() {
        for (var task = threads.poll(); task != null; task = threads.poll()) {
            task.run();
        }
    }

    private void pass(Duration time) {
        for (var end = nanos + time.toNanos(); nanos < end; nanos += Duration.ofSeconds(10).toNanos()) {
            courier.look();
            work();
        }
    }

    private Webhook.Standing standing(long id) {
        return house.webhooks.hooks.get(id).standing();
    }

    @Test
    void whatItsPersonWantsIsSentAndNothingElse() {
        var id = add(OWNER.id(), Webhook.Preset.JSON, Notice.Kind.WISH_FOUND);
        send(OWNER.id(), Notice.Kind.DOWNLOAD_DONE, "a");
        send(MEMBER.id(), Notice.Kind.WISH_FOUND, "b");
        assertThat(house.webhooks.letters).isEmpty();
        send(OWNER.id(), Notice.Kind.WISH_FOUND, "c");
        assertThat(house.webhooks.letters).hasSize(1);
        assertThat(standing(id).result()).isEqualTo("delivered 200");
        assertThat(standing(id).last()).contains(NOW);
    }

    @Test
    void whoIsDemotedHearsNoMoreOfWhatIsTheOwnersNotEvenOfWhatWaits() {
        var people = house.peopleDesk();
        people.changeRole(OWNER, MEMBER.id(), Role.OWNER);
        add(MEMBER.id(), Webhook.Preset.JSON, Notice.Kind.TROUBLE, Notice.Kind.WISH_FOUND, Notice.Kind.DOWNLOAD_DONE);
        house.webhooks.lost = "timeout";
        send(MEMBER.id(), Notice.Kind.TROUBLE, "a");
        assertThat(house.webhooks.letters).hasSize(1);
        people.changeRole(OWNER, MEMBER.id(), Role.MEMBER);
        house.webhooks.lost = null;
        pass(Duration.ofMinutes(5));
        send(MEMBER.id(), Notice.Kind.TROUBLE, "b");
        send(MEMBER.id(), Notice.Kind.WISH_FOUND, "c");
        assertThat(house.webhooks.letters).extracting(letter -> letter.content().get("subject")).containsExactly("a", "c");
        people.changeRole(OWNER, MEMBER.id(), Role.GUEST);
        send(MEMBER.id(), Notice.Kind.DOWNLOAD_DONE, "d");
        assertThat(house.webhooks.letters).hasSize(2);
    }

    @Test
    void whoDoesNotTakeItIsTriedMoreAndMoreRarelyAndPausedAfterFiveTimes() {
        var id = add(OWNER.id(), Webhook.Preset.JSON, Notice.Kind.WISH_FOUND);
        house.webhooks.lost = "timeout";
        send(OWNER.id(), Notice.Kind.WISH_FOUND, "a");
        assertThat(house.webhooks.letters).hasSize(1);
        pass(Duration.ofSeconds(50));
        assertThat(house.webhooks.letters).hasSize(1);
        pass(Duration.ofSeconds(30));
        assertThat(house.webhooks.letters).hasSize(2);
        pass(Duration.ofSeconds(100));
        assertThat(house.webhooks.letters).hasSize(2);
        pass(Duration.ofMinutes(11));
        assertThat(house.webhooks.letters).hasSize(4);
        pass(Duration.ofMinutes(5));
        assertThat(house.webhooks.letters).hasSize(5);
        assertThat(standing(id)).isEqualTo(new Webhook.Standing(true, 5, standing(id).last(), "timeout"));
        assertThat(told).containsExactly("1 webhook-paused phone <b>");
        send(OWNER.id(), Notice.Kind.WISH_FOUND, "b");
        pass(Duration.ofDays(1));
        assertThat(house.webhooks.letters).hasSize(5);
    }

    @Test
    void anAnswerThatIsNoYesIsAFailureAndTheNextYesEndsThem() {
        var id = add(OWNER.id(), Webhook.Preset.JSON, Notice.Kind.WISH_FOUND);
        house.webhooks.status = 301;
        send(OWNER.id(), Notice.Kind.WISH_FOUND, "a");
        send(OWNER.id(), Notice.Kind.WISH_FOUND, "b");
        assertThat(standing(id).result()).isEqualTo("status 301");
        house.webhooks.status = 204;
        pass(Duration.ofMinutes(2));
        assertThat(standing(id)).isEqualTo(new Webhook.Standing(false, 0, standing(id).last(), "delivered 204"));
        assertThat(house.webhooks.letters).extracting(letter -> letter.content().get("subject")).containsExactly("a", "a", "b");
    }

    @Test
    void oneThatDoesNotAnswerHoldsUpNobodyElseAndWhatWaitsIsBounded() {
        var slow = add(OWNER.id(), Webhook.Preset.JSON, Notice.Kind.WISH_FOUND);
        house.webhooks.lost = "timeout";
        for (var i = 0; i < 100; i++) {
            send(OWNER.id(), Notice.Kind.WISH_FOUND, "n" + i);
        }
        assertThat(house.webhooks.letters).hasSize(1);
        house.webhooks.lost = null;
        pass(Duration.ofMinutes(2));
        assertThat(house.webhooks.letters).hasSize(1 + Courier.MOST_WAITING);
        assertThat(house.webhooks.letters.getLast().content()).containsEntry("subject", "n99");
        assertThat(standing(slow).delivered()).isTrue();
    }

    @Test
    void fewAreUnderWayAtOnce() {
        for (var i = 0; i < 9; i++) {
            add(OWNER.id(), Webhook.Preset.JSON, Notice.Kind.WISH_FOUND);
        }
        courier.send(new Told(1, OWNER.id(), NOW, Notice.of(Notice.Kind.WISH_FOUND, "a", "/"), true));
        threads.remove().run();
        assertThat(threads).hasSize(Courier.AT_ONCE);
        work();
        assertThat(house.webhooks.letters).hasSize(9);
    }

    @Test
    void aWebhookThatIsGoneMeanwhileGetsNothing() {
        var id = add(OWNER.id(), Webhook.Preset.JSON, Notice.Kind.WISH_FOUND);
        courier.send(new Told(1, OWNER.id(), NOW, Notice.of(Notice.Kind.WISH_FOUND, "a", "/"), true));
        house.webhooks.remove(OWNER.id(), id);
        work();
        assertThat(house.webhooks.letters).isEmpty();
        house.webhooks.add(PretendWebhooks.hook(4711, "https://example.com/", Webhook.Preset.JSON, Notice.Kind.WISH_FOUND));
        send(4711, Notice.Kind.WISH_FOUND, "of somebody who is gone");
        assertThat(house.webhooks.letters).isEmpty();
    }

    @Test
    void eachPresetIsWrittenAsItsTakerReadsIt() {
        var hostile = "x\r\nX-Evil: 1\u0000<script>\"";
        var notice = Notice.of(Notice.Kind.DISK_FULL, hostile, "/downloads");
        var presets = new Presets((one, _) -> one.subject());
        var ntfy = presets.write(PretendWebhooks.hook(1, "https://ntfy.example/base/my-topic/", Webhook.Preset.NTFY), notice, NOW);
        assertThat(ntfy.to()).hasToString("https://ntfy.example/base/");
        assertThat(ntfy.content()).containsEntry("topic", "my-topic").containsEntry("priority", 4).containsEntry("click", "http://nas.lan:8346/downloads")
                .containsEntry("message", notice.subject());
        assertThat(ntfy.headers()).containsOnlyKeys("Authorization").containsValue("Bearer " + PretendWebhooks.SECRET);
        var gotify = presets.write(PretendWebhooks.hook(1, "http://gotify.example:8080/", Webhook.Preset.GOTIFY), notice, NOW);
        assertThat(gotify.to()).hasToString("http://gotify.example:8080/message");
        assertThat(gotify.headers()).containsExactly(java.util.Map.entry("X-Gotify-Key", PretendWebhooks.SECRET));
        assertThat(gotify.content()).containsEntry("priority", 8).containsEntry("message", notice.subject());
        var json = presets.write(PretendWebhooks.hook(1, "https://example.com/a?b=c", Webhook.Preset.JSON), notice, NOW);
        assertThat(json.to()).hasToString("https://example.com/a?b=c");
        assertThat(json.content()).containsEntry("kind", "disk-full").containsEntry("at", NOW.toString());
        for (var letter : List.of(ntfy, gotify, json)) {
            assertThat(letter.toString()).doesNotContain(PretendWebhooks.SECRET);
            assertThat(letter.headers().values()).noneMatch(value -> value.contains("Evil"));
        }
    }
}
