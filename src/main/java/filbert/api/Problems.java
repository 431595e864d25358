package filbert.api;

import filbert.household.NotAllowedException;
import filbert.household.Settings.ChangedElsewhereException;
import filbert.household.Settings.InvalidSettingsException;
import filbert.servent.search.UnsearchableException;
import filbert.sharing.download.UnreadableException;
import filbert.web.content.Refusal;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What went wrong, as problem+json (RFC 9457). {@code code} is the message key: stable, for scripts; {@code detail} is for people. */
@RestControllerAdvice(basePackageClasses = Problems.class)
final class Problems extends ResponseEntityExceptionHandler {
    private static final String TRY_AGAIN_SECONDS = "10";

    private final MessageSource messages;

    Problems(MessageSource messages) {
        this.messages = messages;
    }

    @ExceptionHandler
    ProblemDetail absent(NoSuchElementException e) {
        return problem(HttpStatus.NOT_FOUND, "api.problem.absent", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(UnreadableException e) {
        var refusal = Refusal.of(e);
        var answer = ResponseEntity.status(refusal.status());
        refusal.retryAfter().ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem(refusal.status(), "api.problem." + refusal.key()));
    }

    @ExceptionHandler
    ProblemDetail forbidden(NotAllowedException e) {
        if (e.quotaWillDo()) {
            return problem(HttpStatus.FORBIDDEN, "api.problem.quota");
        }
        return problem(HttpStatus.FORBIDDEN, "api.problem.role", e.needed().name().toLowerCase(Locale.ROOT));
    }

    @ExceptionHandler
    ProblemDetail lacking(LackingScopeException e) {
        var problem = problem(HttpStatus.FORBIDDEN, "api.problem.scope", e.missing());
        problem.setProperty("missing", e.missing());
        return problem;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unsearchable(UnsearchableException e) {
        var status = e.key().startsWith("too-many") ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.UNPROCESSABLE_CONTENT;
        var answer = ResponseEntity.status(status);
        e.afterwards().ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1)));
        return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem(status, "search.refused." + e.key()));
    }

    @ExceptionHandler
    ProblemDetail refused(IllegalArgumentException e) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(e.getMessage()));
    }

    /** Nothing was done: what is, was committed before the answer. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreachable(DataAccessResourceFailureException e) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, TRY_AGAIN_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(HttpStatus.SERVICE_UNAVAILABLE, "api.problem.database"));
    }

    @ExceptionHandler
    ProblemDetail bad(BadRequestException e) {
        return problem(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail conflict(ConflictException e) {
        return problem(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail changedElsewhere(ChangedElsewhereException e) {
        var problem = problem(HttpStatus.CONFLICT, "api.problem.changed-elsewhere");
        problem.setProperty("clashes", e.clashes());
        return problem;
    }

    /** The first gives all of them its name; what the environment decides is a conflict only when nothing else is wrong. */
    @ExceptionHandler
    ProblemDetail invalid(InvalidSettingsException e) {
        var wrong = e.problems().values().stream().filter(key -> !key.equals("settings.problem.locked")).sorted().findFirst();
        var problem = wrong.map(key -> problem(HttpStatus.UNPROCESSABLE_CONTENT, key)).orElseGet(() -> problem(HttpStatus.CONFLICT, "api.problem.locked"));
        problem.setProperty("problems", e.problems());
        return problem;
    }

    /** What Spring found wrong before a controller was asked: a body that is no JSON, a number that is none, another media type. */
    @Override
    protected Mono<ResponseEntity<Object>> handleExceptionInternal(
            Exception e, @Nullable Object body, @Nullable HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
        var problem = ProblemDetail.forStatus(status);
        var key = "api.problem.status-" + status.value();
        problem.setDetail(messages.getMessage(key, null, problem.getTitle(), Locale.ENGLISH));
        problem.setProperty("code", key);
        return super.handleExceptionInternal(e, problem, headers, status, exchange);
    }

    private ProblemDetail problem(HttpStatus status, String key, Object... arguments) {
        var detail = messages.getMessage(key, arguments, key, Locale.ENGLISH);
        var problem = ProblemDetail.forStatusAndDetail(status, String.valueOf(detail));
        problem.setProperty("code", key);
        return problem;
    }
}
