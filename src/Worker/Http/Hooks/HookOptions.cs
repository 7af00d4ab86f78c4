namespace Syndication.Worker.Http.Hooks;

/// <summary>Who may call the hook (key <c>Content:HookSecretFile</c>).</summary>
/// <param name="Secret">What the sender was given; null: there is no hook.</param>
public sealed record HookOptions(string? Secret)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(HookOptions);
}
