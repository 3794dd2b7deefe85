/** Makes images of commits: CodeBuild builds, ECR scans, tags are given. */
package io.slipway.flow.build;
