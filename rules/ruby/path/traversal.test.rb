class FilesController < ApplicationController
  NAMES = %w[a.pdf b.pdf].freeze

  def show
    # ruleid: ruby.path.traversal
    send_file(Rails.root.join("files", params[:name]))
    # ruleid: ruby.path.traversal
    @text = File.read("files/#{params[:name]}")
    # ruleid: ruby.path.traversal
    File.open(File.join("files", params[:name]), "w") { |file| file.write("a") }
    # ruleid: ruby.path.traversal
    FileUtils.rm_rf(params[:folder])
    # ruleid: ruby.path.traversal
    render file: params[:page]
    # ruleid: ruby.path.traversal
    Dir.glob("files/#{params[:name]}/*")
  end

  def safe
    # ok: ruby.path.traversal
    send_file(Rails.root.join("files", File.basename(params[:name])))
    # ok: ruby.path.traversal
    @text = File.read("files/a.txt")
    name = params[:name]
    if NAMES.include?(name)
      # ok: ruby.path.traversal
      send_file("files/#{name}")
    end
    # ok: ruby.path.traversal
    send_file(Document.find(params[:id]).path)
  end
end
