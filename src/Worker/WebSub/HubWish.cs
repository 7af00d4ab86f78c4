using Syndication.Worker.Model;

namespace Syndication.Worker.WebSub;

/// <summary>What a form asks of the built-in hub.</summary>
/// <param name="Mode">Subscribe or Unsubscribe.</param>
/// <param name="Topic">The topic as written.</param>
/// <param name="Callback">Where the subscriber answers.</param>
/// <param name="Secret">Its secret, or null.</param>
/// <param name="LeaseSeconds">The lease that it would like, or null.</param>
internal sealed record HubWish(HubMode Mode, string Topic, Uri Callback, string? Secret, long? LeaseSeconds);
