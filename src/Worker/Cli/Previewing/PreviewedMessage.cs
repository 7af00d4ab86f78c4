using Syndication.Worker.Model;

namespace Syndication.Worker.Cli.Previewing;

/// <summary>A message that is shown instead of sent.</summary>
/// <param name="Variant">Its posts, language and form.</param>
/// <param name="Address">Whom it would go to.</param>
internal sealed record PreviewedMessage(VariantSpec Variant, string Address);
