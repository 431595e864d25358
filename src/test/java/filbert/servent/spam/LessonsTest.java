package filbert.servent.spam;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Sha1;
import filbert.servent.spam.Lesson.Verdict;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LessonsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Asked HAZEL = Asked.of("hazel");
    private static final InetAddress SPAMMER = InetAddress.ofLiteral("5.1.1.1");

    private static Lesson lesson(Verdict verdict, int hash, String name, long size) {
        return new Lesson(0, 1, verdict, Optional.of(new Sha1(hash, 0, 0)), name, size, List.of(SPAMMER), NOW);
    }

    private static Judgement judge(Lessons lessons, int hash, String name, long size) {
        return Judgement.CLEAN.with(lessons.judge(HAZEL, Optional.of(new Sha1(hash, 0, 0)), name, size, List.of(SPAMMER)));
    }

    @Test
    void whatWasCalledSpamIsSpamUnderAnyName() {
        var lessons = new Lessons(List.of(lesson(Verdict.SPAM, 1, "hazel free.mp3", 100)));
        assertThat(judge(lessons, 1, "something else.ogg", 100).isSpam()).isTrue();
        assertThat(judge(lessons, 2, "hazel.ogg", 7_000).marks()).isEmpty();
    }

    @Test
    void whatWasSaidToBeNoSpamIsNeverHiddenWhateverRulesSay() {
        var lessons = new Lessons(List.of(lesson(Verdict.NOT_SPAM, 1, "hazel.exe", 8_192)));
        var worm = Judgement.of(List.of(Reason.WORM, Reason.PROGRAM));
        assertThat(worm.isSpam()).isTrue();
        assertThat(worm.with(lessons.judge(HAZEL, Optional.of(new Sha1(1, 0, 0)), "hazel.exe", 8_192, List.of())).isSpam()).isFalse();
    }

    @Test
    void theNewestLessonOnAContentCounts() {
        var lessons = new Lessons(List.of(lesson(Verdict.NOT_SPAM, 1, "a", 1), lesson(Verdict.SPAM, 1, "a", 1)));
        assertThat(judge(lessons, 1, "a", 1).isWanted()).isTrue();
    }

    @Test
    void manyLessonsMakeAnotherHashOfTheSameKindSpam() {
        var taught = new ArrayList<Lesson>();
        for (var i = 1; i <= 8; i++) {
            taught.add(lesson(Verdict.SPAM, i, "hazel ringtones premium club.mp3", 777_777));
        }
        assertThat(judge(new Lessons(taught.subList(0, 1)), 99, "hazel ringtones premium club.mp3", 777_777).isSpam()).isFalse();
        assertThat(judge(new Lessons(taught), 99, "hazel ringtones premium club.mp3", 777_777).percent()).isGreaterThan(70);
        assertThat(judge(new Lessons(taught), 99, "hazel morning.ogg", 123).isSpam()).isFalse();
        taught.clear();
        assertThat(judge(new Lessons(taught), 99, "hazel ringtones premium club.mp3", 777_777)).isEqualTo(Judgement.CLEAN);
    }

    @Test
    void theWordsOfTheQuestionAreNeverHeldAgainstAnAnswer() {
        var taught = new ArrayList<Lesson>();
        for (var i = 1; i <= 100; i++) {
            taught.add(lesson(Verdict.SPAM, i, "hazel", i));
        }
        assertThat(new Lessons(taught).judge(HAZEL, Optional.of(new Sha1(999, 0, 0)), "hazel", 12_345, List.of())).isEmpty();
    }

    @Test
    void onlyTheNewestTwoThousandLessonsCount() {
        var taught = new ArrayList<Lesson>();
        for (var i = 0; i < Lessons.MOST + 5; i++) {
            taught.add(lesson(Verdict.SPAM, i, "n" + i, i));
        }
        var lessons = new Lessons(taught);
        assertThat(judge(lessons, Lessons.MOST - 1, "x", -1).isSpam()).isTrue();
        assertThat(judge(lessons, Lessons.MOST, "x", -1).isSpam()).isFalse();
    }
}
