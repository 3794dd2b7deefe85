package io.slipway.local.account.registry;

import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.registry.RegistryState.ImageState;
import io.slipway.local.account.registry.RegistryState.RepositoryState;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsResponse;
import software.amazon.awssdk.services.ecr.model.ImageScanStatus;
import software.amazon.awssdk.services.ecr.model.ScanStatus;

/** Basic scans, which begin with the push of an image, or when asked for, and take a while. */
final class ImageScans {

  private static final Duration TAKES = Duration.ofSeconds(25);

  private final Kernel kernel;

  ImageScans(Kernel kernel) {
    this.kernel = kernel;
  }

  ImageScanStatus status(ImageState image) {
    if (image.unscannable) {
      return ImageScanStatus.builder()
          .status(ScanStatus.FAILED)
          .description(
              "UnsupportedImageError: The operating system and/or package manager are not"
                  + " supported.")
          .build();
    }
    boolean complete = !kernel.now().isBefore(image.scannedSince.plus(TAKES));
    return ImageScanStatus.builder()
        .status(complete ? ScanStatus.COMPLETE : ScanStatus.IN_PROGRESS)
        .description(complete ? "The scan was completed successfully." : null)
        .build();
  }

  DescribeImageScanFindingsResponse findings(String repository, ImageState image) {
    var status = status(image);
    var answer =
        DescribeImageScanFindingsResponse.builder()
            .registryId(kernel.settings().accountId())
            .repositoryName(repository)
            .imageId(id -> id.imageDigest(image.digest))
            .imageScanStatus(status);
    if (status.status() == ScanStatus.COMPLETE) {
      Map<String, Integer> found = image.findings == null ? Map.of() : image.findings;
      answer.imageScanFindings(
          all ->
              all.imageScanCompletedAt(image.scannedSince.plus(TAKES))
                  .findingSeverityCountsWithStrings(found));
    }
    return answer.build();
  }

  /** Whether images of a repository are scanned when they are pushed. */
  static boolean isOnPush(RepositoryState home) {
    var configured = home.shape.imageScanningConfiguration();
    return configured != null && Boolean.TRUE.equals(configured.scanOnPush());
  }
}
