using Lantai.Cli;

return await LantaiCommand.RunAsync(args);
