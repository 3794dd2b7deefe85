package io.slipway.spec.cloudlift;

import io.slipway.spec.Words;
import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The service configuration of Cloudlift: JSON, keys in snake case. */
record ServiceConfiguration(
    @Key(
            says = "the topic that alarms go to",
            pattern = Words.TOPIC,
            expects = Words.TOPIC_SAYS,
            aws = "Alarm.AlarmActions")
        String notificationsArn,
    @Key(
            says = "the services, deployed all or none, by name",
            keys = Words.NAME,
            fewest = 1,
            most = 10)
        Map<String, CloudliftService> services,
    @Key(
            says =
                "the version that wrote it; kept out of the specification, which has versions of its own",
            longest = 32)
        Optional<Scalar> cloudliftVersion,
    @Key(
            says = "the keys of env.sample, KEY or KEY=",
            byDefault = "[]",
            most = 500,
            pattern = "[A-Za-z_][A-Za-z0-9_.-]{0,254}=?",
            expects = "KEY or KEY=, without a value",
            aws = "ContainerDefinition.Secrets")
        List<String> envSample) {}
