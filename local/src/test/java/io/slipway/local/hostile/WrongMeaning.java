package io.slipway.local.hostile;

import static io.slipway.local.hostile.WrongRequest.request;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests of the right form that cannot be followed. */
final class WrongMeaning {

  private static final String CREATE = "POST /stacks";
  private static final String DEPLOY = "POST /stacks/deploy";
  private static final String TRAIN = "POST /stacks/deploytoTrainDA";
  private static final String BLUE = "POST /stacks/deploytoprodBlue";
  private static final String CANARY = "POST /stacks/canaryShift";
  private static final String SWAP = "POST /stacks/swapProdBlueAndGreen";
  private static final String ROLLBACK = "POST /stacks/rollback";
  private static final String STATUS = "POST /stacks/nonprodStatus";
  private static final String BLUE_STATUS = "POST /stacks/prodblueStatus";
  private static final String DELETE = "DELETE /stacks";

  private WrongMeaning() {}

  /** Values that are not allowed, and states in which nothing of the kind can be done. */
  static List<WrongRequest> whereNothingRuns() {
    return List.of(
        create("'email': 'team'", 400, "email: an address such as team@example.com"),
        create("'email': 'a@b@example.com'", 400, "email: an address"),
        create("'email': 'a@example.com\\r\\nBcc: b@c.de'", 400, "email: no control characters"),
        create("'email': '" + "a".repeat(250) + "@b.de'", 400, "email: at most 254"),
        create("'description': '" + "d".repeat(501) + "'", 400, "description: at most 500"),
        create("'description': 'a\\u0000b'", 400, "description: no control characters"),
        create("'description': 'a\\u202eb'", 400, "description: no control characters"),
        create("'description': '\\ud800'", 400, "description: no control characters"),
        create("'description': '{{resolve:ssm:p}}'", 400, "description: '{{resolve:'"),
        create(
            "'environments': {'prod': true}",
            400,
            "environments.'prod': unknown field",
            "training, da"),
        create("'environments': {'da': 'yes'}", 400, "environments.da: true or false"),
        create("'tags': {'aws:x': 'y'}", 400, "tags", "reserved"),
        create("'tags': {'slipway:x': 'y'}", 400, "tags", "reserved"),
        create("'tags': {'': 'y'}", 400, "tags", "key"),
        create("'tags': {'a': 'b', 'A': 'c'}", 400, "tags", "case"),
        create("'tags': {'a': 'b<script>'}", 400, "tags.'a': letters, digits"),
        create("'tags': {'a': '" + "v".repeat(257) + "'}", 400, "tags.'a': at most 256"),
        create("'tags': {'a': 1}", 400, "tags.'a': text is expected"),
        create("'tags': {" + tags(41) + "}", 400, "tags: at most 40"),
        create("'specification': {'cpu': 300}", 400, "specification.cpu: 256, 512"),
        create("'specification': {'cpu': 256, 'memory': 4096}", 400, "specification.memory: with"),
        create("'specification': {'containerPort': 0}", 400, "specification.containerPort: 1 to"),
        create("'specification': {'containerPort': 99999999999}", 400, "containerPort"),
        create("'specification': {'healthCheckPath': 'health'}", 400, "healthCheckPath: a slash"),
        create("'specification': {'healthCheckPath': '/{{resolve:x}}'}", 400, "{{resolve:"),
        create(
            "'specification': {'tasks': {'production': {'min': 4, 'max': 2}}}",
            400,
            "specification.tasks.production: 1 <= min <= max"),
        create(
            "'specification': {'tasks': {'production': {'min': 4}}}",
            400,
            "specification.tasks.production.max: is required"),
        create("'specification': {'image': 'x'}", 400, "specification: no form has these keys"),
        request(
            CREATE,
            json("{'applicationName': 'CATS', 'email': 'a@b.de'}"),
            409,
            "an application 'CATS' exists already",
            "ignoring case"),
        request(
            CREATE, json("{'applicationName': 'shop', 'email': 'a@b.de'}"), 409, "'shop' exists"),
        deploy("'prod3'", "'1.0.0'", 400, "environment: dev, qa, stage, training, da, prod"),
        deploy("''", "'1.0.0'", 400, "environment: dev, qa"),
        deploy("[]", "'1.0.0'", 400, "environment: the name of an environment"),
        deploy("['dev', 'DEV']", "'1.0.0'", 400, "environment: each environment is allowed once"),
        deploy("['dev', 7]", "'1.0.0'", 400, "environment[1]: the name of an environment"),
        deploy("['dev', null]", "'1.0.0'", 400, "environment[1]"),
        deploy("['" + "dev','".repeat(5_000) + "dev']", "'1.0.0'", 400, "environment"),
        deploy("'da'", "'1.0.0'", 404, "has no environment da; it has dev, qa, stage"),
        deploy("'dev'", "'9.9.9'", 404, "imageTag: the repository 'cats' has no image '9.9.9'"),
        deploy("'dev'", "'-1'", 400, "imageTag: letters, digits"),
        deploy("'dev'", "''", 400, "imageTag: letters, digits"),
        deploy("'dev'", "'" + "1".repeat(129) + "'", 400, "imageTag", "at most 128"),
        deploy("'dev'", "'1.0.0@sha256:abc'", 400, "imageTag: letters, digits"),
        deploy("'dev'", "'{{resolve:ssm:x}}'", 400, "imageTag: letters, digits"),
        request(
            DEPLOY,
            json("{'applicationName': 'shop', 'environment': 'dev'}"),
            409,
            "imageTag: without it, what stage runs",
            "deploy to stage first"),
        request(TRAIN, json("{'applicationName': 'shop', 'imageTag': '7'}"), 404, "no image '7'"),
        request(BLUE, json("{'applicationName': 'shop'}"), 409, "imageTag: without it"),
        request(
            BLUE, json("{'applicationName': 'cats', 'environment': 'prod'}"), 400, "'environment'"),
        canary("[]", 400, "strategy: 1 to 100 steps are allowed, but got 0"),
        canary("[" + steps(101) + "]", 400, "strategy: 1 to 100 steps are allowed, but got 101"),
        canary("[{'weight': 0, 'wait': 1}]", 400, "strategy[0].weight: 1 to 100"),
        canary("[{'weight': 101, 'wait': 1}]", 400, "strategy[0].weight: 1 to 100"),
        canary("[{'weight': 50, 'wait': 0}]", 400, "strategy[0].wait: 1 to 1209600 seconds"),
        canary("[{'weight': 50, 'wait': -5}]", 400, "strategy[0].wait: 1 to"),
        canary("[{'weight': 50, 'wait': 1.5}]", 400, "strategy[0].wait: a whole number"),
        canary(
            "[{'weight': 50, 'wait': 99999999999}]", 400, "strategy[0].wait: 1 to 1209600 seconds"),
        canary("[{'weight': 50}]", 400, "strategy[0].wait"),
        canary(
            "[{'weight': 50, 'wait': 1}, {'weight': 50, 'wait': 1}]",
            400,
            "strategy[1].weight: 51 to 100 is allowed, as weights rise, but got 50"),
        canary(
            "[{'weight': 100, 'wait': 1}, {'weight': 100, 'wait': 1}]",
            400,
            "strategy[1].weight: no step is allowed after one of 100"),
        canary("[" + days(14) + "]", 400, "strategy: all waits together"),
        canary(
            "[{'weight': 9, 'wait': 1, 'aproval': true}]",
            400,
            "strategy[0].'aproval'",
            "approval"),
        canary("[{'weight': 100, 'wait': 1}], 'bake': 9", 400, "bake: the last step"),
        canary("[{'weight': 9, 'wait': 1}], 'bake': 0", 400, "bake: 1 to"),
        canary("[{'weight': 9, 'wait': 1}], 'scale': {'desired': 0}", 400, "scale.desired: 1 to"),
        canary("[{'weight': 9, 'wait': 1}], 'scale': {'wait': 9999}", 400, "scale.wait: 0 to 3600"),
        canary("[{'weight': 9, 'wait': 1}], 'alarms': ['']", 400, "alarms[0]"),
        canary("[{'weight': 9, 'wait': 1}], 'alarms': ['a', 'a']", 400, "alarms[1]: is named"),
        canary("[{'weight': 9, 'wait': 1}], 'alarms': ['a\\r\\nb']", 400, "alarms[0]"),
        canary("[{'weight': 9, 'wait': 1}], 'alarms': ['no-such']", 409, "no-such", "not exist"),
        request(
            CANARY,
            json("{'applicationName': 'shop', 'strategy': [{'weight': 9, 'wait': 1}]}"),
            409,
            "the idle slot prod2 has no release",
            "deploytoprodBlue"),
        request(
            SWAP, json("{'applicationName': 'shop'}"), 409, "the idle slot prod2 has no release"),
        request(
            SWAP, json("{'applicationName': 'cats', 'bake': 1209601}"), 400, "bake: 1 to 1209600"),
        rollback("shop", "'dev'", "null", 409, "nothing has been deployed to dev yet"),
        rollback("shop", "'prod'", "null", 409, "nothing has been deployed to prod yet"),
        rollback("cats", "'qa'", "null", 404, "1.0.0 is the first release that qa has had"),
        rollback("cats", "'qa'", "'1.0.0'", 409, "version: qa runs 1.0.0 already"),
        rollback("cats", "'dev'", "'0.9'", 404, "version: dev never had a release '0.9'; it had"),
        rollback("cats", "'dev'", "'" + "9".repeat(100_000) + "'", 404, "version: dev never had"),
        rollback("cats", "'dev'", "''", 404, "version: dev never had a release ''"),
        rollback("cats", "['dev']", "null", 400, "environment: text is expected"),
        rollback("cats", "'da'", "null", 404, "has no environment da"),
        hours("'timeZone': 'Mars/Base'", 400, "timeZone: a time zone such as Europe/Berlin"),
        hours("'timeZone': '+01:00'", 400, "timeZone: "),
        hours("'stop': '7:00'", 400, "stop: a time such as 07:30"),
        hours("'stop': '24:00'", 400, "stop: a time such as 07:30"),
        hours("'stop': '07:00'", 400, "stop: another time than start's"),
        hours("'days': []", 400, "days: one day at least"),
        hours("'days': ['monday', 'monday']", 400, "days[1]: is named twice"),
        hours("'days': ['Mon']", 400, "days[0]: monday, tuesday"),
        hours("'environment': 'prod'", 400, "environment: environments outside production"),
        hours("'environment': 'da'", 404, "has no environment da"),
        status("'action': 'halt'", 400, "action: start, stop are allowed, but got 'halt'"),
        status("'action': 'STOP'", 400, "action: start, stop are allowed"),
        status("'action': 'stop', 'environment': 'prod'", 400, "environment: ", "prodblueStatus"),
        status("'action': 'stop', 'environment': []", 400, "environment: the name of"),
        status("'action': 'stop', 'environment': ['dev', 'dev']", 400, "environment: each"),
        status("'action': 'stop', 'environment': 'da'", 404, "has no environment da"),
        request(
            BLUE_STATUS,
            json("{'applicationName': 'cats', 'action': 'stop', 'environment': 'dev'}"),
            400,
            "'environment': unknown field"),
        request(
            DELETE, json("{'stack': 'cats', 'deleteImages': 'true'}"), 400, "deleteImages: true"),
        request(
            DELETE,
            json("{'applicationName': 'cats'}"),
            400,
            "'applicationName': unknown field",
            "stack"));
  }

  /** What has to wait for another operation. */
  static List<WrongRequest> whereSomethingRuns() {
    return List.of(
        request(
            DEPLOY,
            json("{'applicationName': 'young', 'environment': 'dev', 'imageTag': '1'}"),
            409,
            "'young' is being created; wait until"),
        request(SWAP, json("{'applicationName': 'young'}"), 409, "'young' is being created"),
        request(
            DELETE,
            json("{'stack': 'young'}"),
            409,
            "operation ",
            " is running on 'young'",
            "abort"),
        request(CREATE, json("{'applicationName': 'YOUNG', 'email': 'a@b.de'}"), 409, "YOUNG"),
        request(DELETE, json("{'stack': 'gone'}"), 409, "operation ", " is running on 'gone'"),
        request(TRAIN, json("{'applicationName': 'gone'}"), 409, "'gone' is being deleted"),
        request(CREATE, json("{'applicationName': 'gone', 'email': 'a@b.de'}"), 409, "gone"));
  }

  private static WrongRequest create(String field, int status, String... says) {
    var email = field.startsWith("'email'") ? "" : ", 'email': 'a@b.de'";
    return request(
        CREATE, json("{'applicationName': 'newcomer'" + email + ", " + field + "}"), status, says);
  }

  private static WrongRequest deploy(
      String environment, String imageTag, int status, String... says) {
    return request(
        DEPLOY,
        json(
            "{'applicationName': 'cats', 'environment': "
                + environment
                + ", 'imageTag': "
                + imageTag
                + "}"),
        status,
        says);
  }

  private static WrongRequest canary(String strategy, int status, String... says) {
    return request(
        CANARY, json("{'applicationName': 'cats', 'strategy': " + strategy + "}"), status, says);
  }

  private static WrongRequest hours(String field, int status, String... says) {
    var body = new TreeMap<String, String>();
    body.put("timeZone", "'Europe/Berlin'");
    body.put("start", "'07:00'");
    body.put("stop", "'20:00'");
    var parts = field.split(": ", 2);
    body.put(parts[0].replace("'", ""), parts[1]);
    return request(
        "PUT /stacks/cats/schedule",
        json(
            body.entrySet().stream()
                .map(entry -> "'" + entry.getKey() + "': " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"))),
        status,
        says);
  }

  private static WrongRequest status(String fields, int status, String... says) {
    return request(STATUS, json("{'applicationName': 'cats', " + fields + "}"), status, says);
  }

  private static WrongRequest rollback(
      String application, String environment, String version, int status, String... says) {
    return request(
        ROLLBACK,
        json(
            "{'applicationName': '"
                + application
                + "', 'environment': "
                + environment
                + ", 'version': "
                + version
                + "}"),
        status,
        says);
  }

  private static String tags(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'tag" + i + "': 'v'")
        .collect(Collectors.joining(", "));
  }

  private static String steps(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{'weight': " + Math.min(100, i + 1) + ", 'wait': 1}")
        .collect(Collectors.joining(", "));
  }

  private static String days(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{'weight': " + (i + 1) + ", 'wait': 1209600}")
        .collect(Collectors.joining(", "));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
