namespace Syndication.Worker.Hosting.Content.Git;

/// <summary>Brings the checkout up to date with the repository; repairs what it finds broken of its own.</summary>
/// <param name="options">The repository and where the checkout is.</param>
/// <param name="mirror">Fetches.</param>
/// <param name="checkout">Holds what is in force.</param>
internal sealed class GitSource(GitOptions options, GitMirror mirror, GitCheckout checkout) : IDisposable
{
    private FileStream? hold;

    /// <summary>The branch that is followed, or null as long as that is not known.</summary>
    public string? Branch => mirror.Branch;

    /// <summary>Whether there is a checkout, be it an old one.</summary>
    public bool HasCheckout => Directory.Exists(options.Current);

    /// <summary>Fetches the branch and puts its last commit in force.</summary>
    /// <exception cref="GitException">It could not be had; what was in force stays so.</exception>
    /// <exception cref="IOException">The folder of the checkouts cannot be used.</exception>
    public async Task<GitPull> PullAsync(CancellationToken cancellationToken)
    {
        Hold();
        try
        {
            return await TryPullAsync(cancellationToken);
        }
        catch (GitException) when (Directory.Exists(mirror.Folder))
        {
            if (await mirror.IsWholeAsync(cancellationToken)) throw;
            mirror.Remove();
            return await TryPullAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => hold?.Dispose();

    private async Task<GitPull> TryPullAsync(CancellationToken cancellationToken) =>
        await checkout.PutInForceAsync(await mirror.FetchAsync(cancellationToken), cancellationToken);

    /// <summary>Two processes in one folder would take each other's trees away.</summary>
    private void Hold()
    {
        if (hold is not null) return;
        Directory.CreateDirectory(options.CheckoutFolder);
        try
        {
            hold = new FileStream(Path.Combine(options.CheckoutFolder, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new GitException($"{options.CheckoutFolder} is in use by another process: {taken.Message}", taken);
        }
    }
}
