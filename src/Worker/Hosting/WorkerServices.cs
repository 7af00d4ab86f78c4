using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Storage;
using Syndication.Worker.Templates;

namespace Syndication.Worker.Hosting;

/// <summary>What the service and the commands are composed of.</summary>
internal static class WorkerServices
{
    /// <summary>Adds everything but hosted services and endpoints.</summary>
    public static IServiceCollection AddSyndication(this IServiceCollection services, ServiceSettings settings)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings).AddSingleton(settings.Service).AddSingleton(settings.Site).AddSingleton(settings.Content)
            .AddSingleton(settings.Feeds).AddSingleton(settings.Digests).AddSingleton(settings.Subscribe).AddSingleton(settings.Mail)
            .AddSingleton(settings.Privacy).AddSingleton(settings.Storage);
        services.AddSingleton<IReadOnlyList<Newsletters.NewsletterOptions>>(settings.Newsletters);
        services.AddSingleton<Database>().AddSingleton<Migrator>();
        services.AddSingleton(provider => new TemplateSet(settings.TemplatesFolder, provider.GetRequiredService<ILogger<TemplateSet>>()));
        return services;
    }
}
