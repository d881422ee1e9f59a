using BotHost.CommandLine;

return await RootCommands.Create(Console.Out, Console.Error).Parse(args).InvokeAsync();
