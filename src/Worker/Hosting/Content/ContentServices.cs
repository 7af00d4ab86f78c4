using Syndication.Worker.Hosting.Content.Git;
using Syndication.Worker.Hosting.Content.Ingest;
using Syndication.Worker.Http.Hooks;

namespace Syndication.Worker.Hosting.Content;

/// <summary>How the service learns of changes of the posts.</summary>
internal static class ContentServices
{
    /// <summary>Adds the watcher, what the hook wakes, and the repository's follower where there is one; it starts before the first pass.</summary>
    public static IServiceCollection AddContentHosting(this IServiceCollection services, GitOptions? git)
    {
        services.AddSingleton<ContentWatcher>().AddSingleton<FollowerLag>();
        if (git is null)
        {
            return services.AddSingleton(provider => new HookReceiver(provider.GetRequiredService<ContentWatcher>().AskForFullScan, static () => null));
        }

        services.AddSingleton(git).AddSingleton(provider => new GitCommand(git.Address, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<GitMirror>().AddSingleton<GitCheckout>().AddSingleton<GitSource>().AddSingleton<GitWorker>();
        services.AddSingleton(provider => new HookReceiver(
            provider.GetRequiredService<GitWorker>().AskToPull, () => provider.GetRequiredService<GitSource>().Branch));
        return services.AddHostedService(static provider => provider.GetRequiredService<GitWorker>());
    }
}
