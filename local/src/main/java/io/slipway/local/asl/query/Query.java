package io.slipway.local.asl.query;

import static com.dashjoin.jsonata.Jsonata.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One JSONata expression, parsed once. Belongs to one thread at a time, as the library's parse tree
 * does.
 */
public final class Query {

  /** How deep an evaluation may nest on AWS: 100 levels are accepted, 101 are refused. */
  private static final int DEPTH = 100;

  /** AWS bounds the time of an evaluation without saying to what; the library's own default. */
  private static final long TIME_MILLIS = 5_000;

  private final String source;
  private final Jsonata parsed;
  private final References references;
  private final Scope scope;
  private final Moment moment;

  private Query(String source, Jsonata parsed, References references, Scope scope, Moment moment) {
    this.source = source;
    this.parsed = parsed;
    this.references = references;
    this.scope = scope;
    this.moment = moment;
  }

  /** Whether {@code text} is an expression: delimited from its first to its last character. */
  public static boolean is(String text) {
    return text.length() >= 4 && text.startsWith("{%") && text.endsWith("%}");
  }

  /** Parses the expression between the delimiters of {@code text}. */
  public static Query parse(String text) throws InvalidQuery {
    var source = text.substring(2, text.length() - 2).strip();
    try {
      // The library cannot end behind a comment.
      var parsed = jsonata(source + " ");
      parsed.setOutputConvertNulls(false);
      NewerOperators.refuse(source);
      var tree = SyntaxTree.of(parsed);
      var references = References.in(tree);
      var scope = Scope.of(tree);
      var moment = new Moment();
      Arithmetic.use(tree);
      Library.closePartials(tree);
      Library.bind(parsed);
      Arithmetic.bind(parsed);
      StepFunctionsLibrary.bind(parsed, moment);
      return new Query(source, parsed, references, scope, moment);
    } catch (JException e) {
      throw new InvalidQuery(QueryErrors.parseMessage(e));
    } catch (RuntimeException | StackOverflowError e) {
      throw new InvalidQuery("The expression cannot be parsed");
    }
  }

  public String source() {
    return source;
  }

  /** What the expression reads from outside. */
  public References references() {
    return references;
  }

  /** The expression's value, or nothing where it is undefined; throws {@link QueryFailed}. */
  public Optional<JsonNode> evaluate(Bindings bindings) {
    var trace = new Trace();
    moment.is(bindings);
    try {
      return Values.fromJsonata(parsed.evaluate(null, frame(bindings, trace)));
    } catch (StackOverflowError e) {
      throw new QueryFailed(QueryErrors.evaluation(QueryErrors.STACK_OVERFLOW));
    } catch (QueryFailed e) {
      throw e;
    } catch (RuntimeException e) {
      throw new QueryFailed(new QueryErrors(trace).tail(e));
    }
  }

  private Jsonata.Frame frame(Bindings bindings, Trace trace) {
    var frame = parsed.createFrame();
    frame.setRuntimeBounds(TIME_MILLIS, DEPTH);
    MemoryBound.guard(frame);
    trace.follow(frame);
    scope.bind(frame, bindings);
    return frame;
  }
}
