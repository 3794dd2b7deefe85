package io.slipway.spec.shape;

/**
 * A key in the table of a form.
 *
 * @param path {@code []} stands for every item of a list, {@code *} for every name
 * @param byDefault as JSON; {@code required}; or empty where there is none
 * @param aws the field of AWS that it becomes
 */
public record KeyRow(String path, String type, String byDefault, String aws, String says) {}
